// Builds the server and the web client into dist/. `node server/build.mjs [server|client]`; without a word, both.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

export async function buildServer() {
  const { build } = await import('esbuild');
  rmSync(path.join(root, 'dist/server'), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['server/main.ts', 'server/engine-main.ts', 'server/engine-worker.ts'],
    outdir: 'dist/server',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}

export function buildClient() {
  const vite = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'client/vite.config.ts', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (vite.status !== 0) throw new Error('the web client could not be built');
}

if (process.argv[1] === import.meta.filename) {
  const only = process.argv[2];
  if (only !== 'client') await buildServer();
  if (only !== 'server') buildClient();
}
