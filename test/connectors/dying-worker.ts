// Works on one job and dies, as if the power failed, after its effect is stored and before the engine knows.
import { bindConnector } from '../../connectors/runtime/connector.ts';
import { EngineClient } from '../../connectors/runtime/engine-client.ts';
import { silent } from '../../connectors/runtime/log.ts';
import { noMetrics } from '../../connectors/runtime/metrics.ts';
import { startWorker } from '../../connectors/runtime/worker.ts';
import { openDatabase } from '../../server/database/index.ts';
import { noteStep } from './note-step.ts';

class DyingClient extends EngineClient {
  override completeJob(): Promise<void> {
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  }
}

const { database: url, ...addresses } = JSON.parse(process.argv[2] ?? '') as { database: string; grpcAddress: string; restAddress: string };
const database = openDatabase({ url });
const connector = bindConnector(noteStep, { transact: (work) => database.transaction('system', work) });
startWorker(new DyingClient(addresses), connector, { name: 'dying', log: silent, metrics: noMetrics });
