import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of Takt's package.json: files are found from there, whether the sources run or the bundle in dist/. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  for (;;) {
    const manifest = path.join(folder, 'package.json');
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'takt') return folder;
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`package.json of Takt not found above ${import.meta.dirname}`);
    folder = parent;
  }
}
