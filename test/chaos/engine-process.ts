import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../server/project-root.ts';

export interface EngineProcess {
  readonly grpcAddress: string;
  /** As if the power failed; nothing when it is dead already. */
  kill(): Promise<void>;
}

/** `npm run engine` in a process of its own; resolves when it serves. */
export async function startEngineProcess(dataDir: string): Promise<EngineProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/engine-main.ts', '--port', '0', '--rest-port', '0', '--data', path.join(dataDir, 'engine')], {
    cwd: projectRoot(), stdio: ['ignore', 'pipe', 'pipe'],
  });
  const grpcAddress = await ready(child);
  return {
    grpcAddress,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /gRPC (\S+),/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout!.on('data', take);
    child.stderr!.on('data', take);
    child.once('exit', (code) => reject(new Error(`the engine ended with code ${code} before it was ready:\n${output}`)));
  });
}
