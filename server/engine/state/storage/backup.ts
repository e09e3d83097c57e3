import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { open } from 'lmdb';
import { checkDataFile } from './data-file-check.ts';
import { dataFileOf, lockFileOf, syncToDisk } from './data-file.ts';
import { decodeEntry } from './journal-entry.ts';
import { payloadsAfter, readJournal } from './journal.ts';
import { SettledData } from './settled-data.ts';

/**
 * Copies the data as one of its newest commits left it into one file, also while an engine works on it in another process.
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
  // First the journal: what goes from it meanwhile is in the data file then.
  const journal = readJournal(dataDir);
  const data = open({ path: file, readOnly: true, overlappingSync: false });
  try {
    await data.backup(unfinished, false);
  } finally {
    await data.close();
  }
  checkDataFile(unfinished);
  await settle(unfinished, journal);
  syncToDisk(unfinished);
  renameSync(unfinished, toFile);
}

async function settle(file: string, journal: readonly Buffer[]): Promise<void> {
  const copy = new SettledData(file);
  try {
    if (copy.mark !== undefined) copy.writeSync(payloadsAfter(journal, copy.mark).payloads.map(decodeEntry), undefined);
  } finally {
    await copy.close();
    rmSync(lockFileOf(file), { force: true });
  }
}
