import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../server/project-root.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';

export interface TaktOptions {
  readonly env?: Record<string, string>;
  /** Keep using an earlier plant's folder. */
  readonly dataDir?: string;
}

/** A whole Takt in a process of its own, as `npm start` runs it, on free ports and a folder of its own. */
export interface RunningTakt {
  readonly url: string;
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
  output(): string;
  /** Ctrl-C. Resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, as if the power failed. */
  kill(): Promise<void>;
  /** The same plant again, on the same ports. */
  start(): Promise<void>;
  /** The same, without waiting until it is up. */
  launch(): void;
  /** Stops it and removes its folder. */
  dispose(): Promise<void>;
}

export async function startTakt(options: TaktOptions = {}): Promise<RunningTakt> {
  const main = path.join(projectRoot(), 'dist/server/main.js');
  if (!existsSync(main)) throw new Error('dist/ is missing: run `npm run build` first (`npm test` does)');
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'takt-'));
  const ports = await Promise.all(Array.from({ length: 5 }, freePort));
  const env = {
    DATA_DIR: dataDir,
    PORT: String(ports[0]),
    ENGINE_PORT: String(ports[1]),
    ENGINE_REST_PORT: String(ports[2]),
    MQTT_PORT: String(ports[3]),
    RECORD_SINK_PORT: process.env.RECORD_SINK_PORT ?? String(ports[4]),
    ...options.env,
  };
  const url = `http://127.0.0.1:${env.PORT}`;
  let child: ChildProcess | undefined;
  let output = '';

  const ended = (): Promise<number | null> =>
    child === undefined || child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve(child?.exitCode ?? null)
      : new Promise((resolve) => child!.once('exit', (code) => resolve(code)));

  const takt: RunningTakt = {
    url,
    dataDir,
    env,
    output: () => output,
    launch() {
      const { NODE_OPTIONS: _, ...inherited } = process.env;
      child = spawn(process.execPath, [main], { cwd: projectRoot(), env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    },
    async start() {
      takt.launch();
      const started = child!;
      await eventually(
        'Takt to be up',
        async () => {
          if (started.exitCode !== null) return 'exited';
          const health = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
          return health.ok ? 'up' : undefined;
        },
        90_000,
      ).then(
        (state) => {
          if (state === 'exited') throw new Error(`Takt did not start:\n${output}`);
        },
        (error: unknown) => {
          started.kill('SIGKILL');
          throw new Error(`Takt did not come up:\n${output}`, { cause: error });
        },
      );
    },
    async stop() {
      child?.kill('SIGINT');
      return ended();
    },
    async kill() {
      child?.kill('SIGKILL');
      await ended();
    },
    async dispose() {
      await takt.kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  await takt.start();
  return takt;
}
