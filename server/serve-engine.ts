import { openEngine, type Engine } from './engine/index.ts';
import { startGateway } from './gateway/index.ts';
import type { EngineHostOptions } from './engine-host.ts';

export interface ServedEngine {
  readonly engine: Engine;
  readonly grpcPort: number;
  readonly restPort: number;
  close(): Promise<void>;
}

/** Engine and gateway in this thread. Neither stays open when the other cannot start. */
export async function serveEngine({ dataDir, host, grpcPort, restPort, log }: EngineHostOptions): Promise<ServedEngine> {
  const engine = await openEngine({ dataDir, ...(log === undefined ? {} : { log }) });
  try {
    const gateway = await startGateway({ engine, host, port: grpcPort, restPort, ...(log === undefined ? {} : { log }) });
    return {
      engine, grpcPort: gateway.grpcPort, restPort: gateway.restPort,
      close: async () => {
        await gateway.close();
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}
