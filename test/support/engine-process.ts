import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '../../server/project-root.ts';

export interface EngineProcess {
  readonly grpcAddress: string;
  readonly restAddress: string;
  /** All that it wrote to standard output and standard error. */
  output(): string;
  /** SIGKILL; nothing when it is dead already. */
  kill(): Promise<void>;
  /** The exit code when it ended by itself; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

export interface StartingEngine {
  /** @throws Error with its output when it ends before it serves */
  ready(): Promise<EngineProcess>;
  /** Kills it after so many milliseconds, ready or not. */
  killAfter(ms: number): Promise<void>;
}

/** The built engine in a process of its own, on ports of its own. */
export function startEngineProcess(dataDir: string): StartingEngine {
  const child = spawn(process.execPath, ['dist/server/engine-main.js', '--port', '0', '--rest-port', '0', '--data', dataDir], {
    cwd: projectRoot(), stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  let output = '';
  const ready = new Promise<EngineProcess>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      const [, grpcAddress, restAddress] = /gRPC (\S+), REST (http:\S+),/.exec(output) ?? [];
      if (grpcAddress !== undefined && restAddress !== undefined) resolve({ grpcAddress, restAddress, output: () => output, kill, ended });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void ended.then((code) => reject(new Error(`the engine ended with code ${code} before it was ready:\n${output}`)));
  });
  // Whoever kills it while it starts does not ask whether it was ready.
  ready.catch(() => undefined);
  return {
    ready: () => ready,
    killAfter: async (ms) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      await kill();
    },
  };
}
