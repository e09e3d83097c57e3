import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { open } from 'lmdb';
import { checkDataFile } from './data-file-check.ts';

/**
 * The data file of a folder, ready to be opened: looked through where there is one, else made. It is made under another name, so that a file that
 * is empty or ends early is never one that a kill left behind: it was damaged.
 * @throws DamagedData, or Node's error when the folder cannot be used
 */
export async function prepareDataFile(dataDir: string): Promise<string> {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'engine.mdb');
  if (existsSync(file)) {
    checkDataFile(file);
    return file;
  }
  const made = `${file}.new`;
  rmSync(made, { force: true });
  await open({ path: made, overlappingSync: false }).close();
  sync(made);
  renameSync(made, file);
  rmSync(`${made}-lock`, { force: true });
  sync(dataDir);
  return file;
}

/** Windows cannot sync folders, and does not need to. */
function sync(fileOrFolder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(fileOrFolder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
