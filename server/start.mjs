// `npm start` and `npm run engine`: builds what is missing or older than its sources, then runs it in this process.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildClient, buildServer } from './build.mjs';

const root = path.resolve(import.meta.dirname, '..');
const engineOnly = process.argv[2] === 'engine';
if (engineOnly) process.argv.splice(2, 1);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Takt needs Node.js 20.19 or newer, this is ${process.version}: install a newer one from nodejs.org.\n`);
  process.exit(1);
}

/** Time of the newest file below the folders; 0 where none is. */
function newest(folders) {
  let latest = 0;
  for (const folder of folders)
    for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) latest = Math.max(latest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
  return latest;
}

function outdated(output, folders) {
  const built = path.join(root, output);
  if (!existsSync(built)) return true;
  // An installation without sources (the container image) runs what it was built with.
  return folders.every((folder) => existsSync(path.join(root, folder))) && newest(folders) > statSync(built).mtimeMs;
}

if (outdated('dist/server/main.js', ['server', 'connectors'])) {
  process.stdout.write('Building the server …\n');
  await buildServer();
}
if (!engineOnly && outdated('dist/client/index.html', ['client'])) {
  process.stdout.write('Building the web client … (once, about 15 s)\n');
  buildClient();
}
await import(path.join(root, engineOnly ? 'dist/server/engine-main.js' : 'dist/server/main.js'));
