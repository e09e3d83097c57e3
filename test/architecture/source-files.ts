import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../server/project-root.ts';

/** Files under `folders` of the project whose name matches, as paths from the project's root. */
export function sourceFiles(folders: readonly string[], name: RegExp): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(projectRoot(), folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && name.test(entry.name))
      .map((entry) => path.relative(projectRoot(), path.join(entry.parentPath, entry.name))))
    .filter((file) => !/(^|\/)(node_modules|dist)\//.test(file));
}
