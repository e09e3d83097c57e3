import { spawn } from 'node:child_process';
import { freePort } from './free-port.ts';
import { createMysqlDatabase, findMysql } from './mariadb.ts';
import { findZeebe } from './zeebe-distribution.ts';
import { startZeebe } from './zeebe.ts';

/**
 * Runs a command with its Takt on another database or engine: `with-backend.ts mysql|zeebe <command>…`.
 * Where the machine has none, it says so and counts one test as skipped.
 */
interface Backend {
  /** What the command finds in its environment. */
  readonly env: Readonly<Record<string, string>>;
  release(): Promise<void>;
}

async function openMysql(): Promise<Backend | { readonly missing: string }> {
  const found = await findMysql();
  if ('missing' in found) return found;
  const database = await createMysqlDatabase();
  return { env: { DATABASE_URL: database.url }, release: () => database.drop() };
}

async function openZeebe(): Promise<Backend | { readonly missing: string }> {
  const distribution = findZeebe();
  if ('missing' in distribution) return distribution;
  const sinkPort = await freePort();
  // The exporter asks again until Takt's sink answers there.
  const broker = await startZeebe({ distribution, exporterUrl: `http://127.0.0.1:${sinkPort}` });
  return {
    env: { ZEEBE_ADDRESS: broker.grpcAddress, ZEEBE_REST_ADDRESS: broker.restAddress, RECORD_SINK_PORT: String(sinkPort) },
    release: () => broker.stop(),
  };
}

const backends = { mysql: openMysql, zeebe: openZeebe };

const [name, command, ...args] = process.argv.slice(2);
if ((name !== 'mysql' && name !== 'zeebe') || command === undefined) {
  console.error('usage: with-backend.ts mysql|zeebe <command> [argument…]');
  process.exit(2);
}
const backend = await backends[name]();
if ('missing' in backend) {
  console.log(`skipped on ${name}: ${backend.missing}`);
  console.log('0 passed, 0 failed, 1 skipped');
} else {
  try {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...backend.env } });
    process.exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    await backend.release();
  }
}
