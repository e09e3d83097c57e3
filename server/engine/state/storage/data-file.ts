import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { open } from 'lmdb';
import { checkDataFile } from './data-file-check.ts';

/** A lock file that LMDB made has a little more. */
const LOCK_BYTES = 8_192;

export function dataFileOf(dataDir: string): string {
  return path.join(dataDir, 'engine.mdb');
}

/**
 * The data file of a folder, ready to be opened: looked through where there is one, else made. It is made under another name, so that a file that
 * is empty or ends early is never one that a kill left behind: it was damaged.
 * @throws DamagedData, or Node's error when the folder cannot be used
 */
export async function prepareDataFile(dataDir: string): Promise<string> {
  mkdirSync(dataDir, { recursive: true });
  const file = dataFileOf(dataDir);
  if (existsSync(file)) checkDataFile(file);
  else await makeDataFile(file);
  makeLockFile(file);
  return file;
}

async function makeDataFile(file: string): Promise<void> {
  const made = `${file}.new`;
  rmSync(made, { force: true });
  makeLockFile(made);
  await open({ path: made, overlappingSync: false }).close();
  syncToDisk(made);
  renameSync(made, file);
  rmSync(lockFileOf(made));
  syncToDisk(path.dirname(file));
}

/** LMDB maps its lock file without having written it: on a full disk that would end the process with a signal. */
function makeLockFile(file: string): void {
  const size = statSync(lockFileOf(file), { throwIfNoEntry: false })?.size ?? 0;
  if (size < LOCK_BYTES) writeFileSync(lockFileOf(file), Buffer.alloc(2 * LOCK_BYTES));
}

export function lockFileOf(file: string): string {
  return `${file}-lock`;
}

/** Windows cannot sync folders, and does not need to. */
export function syncToDisk(fileOrFolder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(fileOrFolder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
