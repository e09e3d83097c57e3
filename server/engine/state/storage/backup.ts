import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { open } from 'lmdb';
import { checkDataFile } from './data-file-check.ts';
import { dataFileOf, syncToDisk } from './data-file.ts';

/**
 * Copies the data as its newest commit left it into one file, also while an engine works on it in another process.
 * @throws Error when there is no data, the file exists already or cannot be written; DamagedData when the data is not what the engine wrote
 */
export async function backUp(dataDir: string, toFile: string): Promise<void> {
  const file = dataFileOf(dataDir);
  if (!existsSync(file)) throw new Error(`there is no ${file} to back up`);
  if (existsSync(toFile)) throw new Error(`${toFile} exists already: choose another name`);
  mkdirSync(path.dirname(path.resolve(toFile)), { recursive: true });
  // Under another name until it is whole: a backup that was broken off must not look like one.
  const unfinished = `${toFile}.unfinished`;
  rmSync(unfinished, { force: true });
  const data = open({ path: file, readOnly: true, overlappingSync: false });
  try {
    await data.backup(unfinished, false);
  } finally {
    await data.close();
  }
  checkDataFile(unfinished);
  syncToDisk(unfinished);
  renameSync(unfinished, toFile);
}
