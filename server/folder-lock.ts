import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Keeps a folder for this process until `release`, or until the process ends in whatever way: two engines on one folder would destroy it.
 * The lock is a local socket named after the folder, because the system gives that back even after SIGKILL; it reaches as far as the
 * machine (or the container) does.
 * @throws Error with code ELOCKED when another process has the folder, or Node's error when the folder cannot be made
 */
export async function lockFolder(folder: string): Promise<{ release(): void }> {
  mkdirSync(folder, { recursive: true });
  const name = `takt-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`;
  const socket = socketPath(name);
  const server = await listen(socket).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    // Where sockets are files, one of a killed process is left behind: nobody answers on it.
    if (socket.startsWith(tmpdir()) && !await answers(socket)) {
      rmSync(socket, { force: true });
      return listen(socket);
    }
    throw Object.assign(new Error(`another engine works in ${folder}: stop it, or choose another folder`), { code: 'ELOCKED' });
  });
  return { release: () => server.close() };
}

function socketPath(name: string): string {
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`);
}

async function listen(socket: string): Promise<Server> {
  const server = createServer((connection) => connection.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  return server.unref();
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}
