import { existsSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from './config.ts';
import { startPlant } from './plant.ts';
import { projectRoot } from './project-root.ts';
import { StartError } from './start-error.ts';
import { EngineFailure } from './write-failure.ts';

/** `npm start`: the whole plant in one process, until Ctrl-C. */
async function main(): Promise<void> {
  const dotEnv = path.join(projectRoot(), '.env');
  if (existsSync(dotEnv)) process.loadEnvFile(dotEnv);
  const config = readConfig(process.env);
  // The engine's client reads this variable as well, and warns that what it was told otherwise wins.
  delete process.env.ZEEBE_ADDRESS;
  const plant = await startPlant(config);
  process.stdout.write(`${plant.greeting}\n`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    process.stdout.write('\nStopping; press Ctrl-C again to stop at once.\n');
    plant.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  plant.onFailure(fail);
}

function fail(error: unknown): never {
  const text = error instanceof StartError || error instanceof EngineFailure ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

main().catch(fail);
