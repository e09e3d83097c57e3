import { openEngine, type Engine, type EngineOptions } from './engine/index.ts';
import { lockFolder } from './folder-lock.ts';
import { startGateway, type OwnAccess } from './gateway/index.ts';
import type { EngineHostOptions } from './engine-host.ts';

export interface ServedEngine {
  readonly engine: Engine;
  readonly grpcPort: number;
  readonly restPort: number;
  readonly own?: OwnAccess;
  close(): Promise<void>;
}

/**
 * Engine and gateway in this thread. Nothing stays open when a part cannot start.
 * @throws Error with a `code`: ELOCKED when another engine has the folder, EADDRINUSE with the `port`, ECERT for a certificate, or what the file system says
 */
export async function serveEngine(
  { dataDir, grpcPort, log, ...access }: EngineHostOptions, { recordsKept }: Pick<EngineOptions, 'recordsKept'> = {},
): Promise<ServedEngine> {
  const reported = log === undefined ? {} : { log };
  const opened: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    const lock = await lockFolder(dataDir);
    opened.push(() => lock.release());
    const engine = await openEngine({ dataDir, ...(recordsKept === undefined ? {} : { recordsKept }), ...reported });
    opened.push(() => engine.close());
    const gateway = await startGateway({ engine, port: grpcPort, ...access, ...reported });
    opened.push(() => gateway.close());
    const { own } = gateway;
    return { engine, grpcPort: gateway.grpcPort, restPort: gateway.restPort, ...(own === undefined ? {} : { own }), close };
  } catch (error) {
    await close();
    throw error;
  }
}
