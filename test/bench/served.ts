import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../server/project-root.ts';
import { freePort } from '../support/free-port.ts';
import { startZeebe } from '../support/zeebe.ts';

/** An engine that serves a gateway. */
export interface Served {
  readonly address: string;
  readonly pid: number;
  /** From the start of the process until it served, milliseconds. */
  readonly startMs: number;
  /** It gets no CPU until it is resumed. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** The built engine in a process of its own, with folder and flags as `npm run engine` has them. */
export async function serveEmbedded(dataDir?: string): Promise<Served> {
  const data = dataDir ?? mkdtempSync(path.join(tmpdir(), 'takt-bench-'));
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath,
    [...engineFlags(), path.join(projectRoot(), 'dist/server/engine-main.js'), '--port', String(port), '--rest-port', '0', '--data', data],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([
    new Promise<void>((ready) => createInterface(child.stdout).once('line', () => ready())),
    ended.then(() => { throw new Error('the engine did not start'); }),
  ]);
  return {
    address: `127.0.0.1:${port}`, pid: child.pid!, startMs: performance.now() - began, ...pausing(child.pid!),
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      if (dataDir === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}

/** What `npm run engine` gives to Node. */
function engineFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as { scripts: { engine: string } };
  return scripts.engine.split(' ').filter((word) => word.startsWith('--'));
}

/** Real Zeebe with its own defaults: one partition, log segments of 128 MB; a heap that never is too small. */
export async function serveZeebe(): Promise<Served> {
  const began = performance.now();
  const zeebe = await startZeebe({ javaOptions: '-Xmx4g', settings: { ZEEBE_BROKER_DATA_LOGSEGMENTSIZE: '128MB' } });
  return { address: zeebe.grpcAddress, pid: zeebe.pid, startMs: performance.now() - began, ...pausing(zeebe.pid), stop: () => zeebe.stop() };
}

function pausing(pid: number): Pick<Served, 'pause' | 'resume'> {
  return { pause: () => void process.kill(pid, 'SIGSTOP'), resume: () => void process.kill(pid, 'SIGCONT') };
}
