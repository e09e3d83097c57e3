import { randomInt } from 'node:crypto';
import { closeSync, constants, existsSync, fdatasync, fdatasyncSync, openSync, readFileSync, renameSync, statSync, write, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { DamagedData } from './damaged-data.ts';
import { syncToDisk } from './data-file.ts';
import { frameBytes, readFrames, writeFrame } from './journal-frame.ts';

/** Written in full when the files are made: what is written later changes nothing but blocks, which is the quickest there is to sync. */
export const JOURNAL_FILE_BYTES = 4 * 1024 * 1024;
const RUN_MAX = 2 ** 47;
/** A disk that takes longer, milliseconds, is waited for in another thread. */
const QUICK_MS = 2;
/** Elsewhere a file opened with it is not on disk when a write returns, or cannot be opened with it. */
const WRITES_ARE_SYNCED = process.platform === 'linux';

/** Where a data file says which frames it holds already. */
export interface JournalMark {
  readonly run: number;
  /** The number of the last frame that is in the data file. */
  readonly settled: number;
  /** The files are at least so long. */
  readonly fileBytes: number;
}

/**
 * Commits on disk that are not in the data file yet, one frame each. There are two files, used in turn: while the frames of one are written
 * to the data file, commits go to the other.
 */
export class Journal {
  readonly files: readonly string[];
  readonly #run = randomInt(1, RUN_MAX);
  readonly #fds: readonly number[];
  readonly #fileBytes: number;
  #current = 0;
  #end = 0;
  #last = 0;
  /** How long the last write took. */
  #tookMs = 0;

  /** Begins a run: what the files hold is lost. The data file must hold it, and must have the mark of the new run before anything is appended. */
  constructor(dataDir: string, fileBytes: number) {
    this.#fileBytes = fileBytes;
    this.files = journalFiles(dataDir);
    for (const file of this.files) makeFile(file, fileBytes);
    this.#fds = this.files.map((file) => openSync(file, constants.O_RDWR | (WRITES_ARE_SYNCED ? constants.O_DSYNC : 0)));
    // A frame of the run is always there, or the files are not those that belong to the data.
    const first = writeFrame(this.#run, 0, Buffer.alloc(0));
    writeToDiskSync(this.#fds[0]!, first, 0);
    this.#end = first.length;
  }

  /** All that was appended so far. */
  get mark(): JournalMark {
    return { run: this.#run, settled: this.#last, fileBytes: this.#fileBytes };
  }

  /** Whether the frame has room in the file that is in use. */
  hasRoomFor(payload: Buffer): boolean {
    return this.#end + frameBytes(payload) <= this.#fileBytes;
  }

  /** Goes over to the other file, whose frames must all be in the data file. */
  turn(): void {
    this.#current = 1 - this.#current;
    this.#end = 0;
  }

  /**
   * Resolves when the frame is on disk. Not to be called again before that.
   * @param inThisThread nothing else is to be done meanwhile: spares the way to another thread and back, as long as the disk is quick
   */
  async append(payload: Buffer, inThisThread: boolean): Promise<void> {
    const frame = writeFrame(this.#run, ++this.#last, payload);
    const at = this.#end;
    this.#end += frame.length;
    const began = performance.now();
    const fd = this.#fds[this.#current]!;
    if (inThisThread && this.#tookMs < QUICK_MS) writeToDiskSync(fd, frame, at);
    else await writeToDisk(fd, frame, at);
    this.#tookMs = performance.now() - began;
  }

  close(): void {
    this.#fds.forEach(closeSync);
  }
}

/**
 * The payloads that the data file with this mark does not hold, in their order. A last one that is not whole was never answered.
 * @throws DamagedData when one is missing, or the files are not those of the data file
 */
export function unsettledPayloads(dataDir: string, mark: JournalMark): Buffer[] {
  const files = journalFiles(dataDir);
  for (const file of files) {
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) throw new DamagedData('it is missing', file);
    if (size < mark.fileBytes) throw new DamagedData('it ends early', file);
  }
  const { payloads, last } = payloadsAfter(readJournal(dataDir), mark);
  if (last < mark.settled) throw new DamagedData('it is not the one that the data was left with', files[0]);
  if (last > mark.settled + payloads.length) throw new DamagedData(`commit ${mark.settled + payloads.length + 1} is missing`, files[0]);
  return payloads;
}

/** The files as they are now, as far as they are there. */
export function readJournal(dataDir: string): Buffer[] {
  return journalFiles(dataDir).flatMap((file) => (existsSync(file) ? [readFileSync(file)] : []));
}

/** What was appended after the mark, up to where something is missing; and the last number of all, -1 where there is nothing of the run. */
export function payloadsAfter(files: readonly Buffer[], { run, settled }: JournalMark): { readonly payloads: Buffer[]; readonly last: number } {
  const frames = new Map(files.flatMap((file) => [...readFrames(file, run)]).map(({ number, payload }) => [number, payload]));
  const payloads: Buffer[] = [];
  for (let next = frames.get(settled + 1); next !== undefined; next = frames.get(settled + payloads.length + 1)) payloads.push(next);
  return { payloads, last: Math.max(-1, ...frames.keys()) };
}

function journalFiles(dataDir: string): string[] {
  return ['1', '2'].map((n) => path.join(dataDir, `engine.journal-${n}`));
}

/** Made under another name, so that a file that ends early is never one that a kill left behind. */
function makeFile(file: string, bytes: number): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= bytes) return;
  const made = `${file}.new`;
  writeFileSync(made, Buffer.alloc(bytes));
  syncToDisk(made);
  renameSync(made, file);
  syncToDisk(path.dirname(file));
}

const writeAt = promisify(write);
const sync = promisify(fdatasync);

function writeToDiskSync(fd: number, bytes: Buffer, at: number): void {
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written, bytes.length - written, at + written);
  if (!WRITES_ARE_SYNCED) fdatasyncSync(fd);
}

async function writeToDisk(fd: number, bytes: Buffer, at: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await writeAt(fd, bytes, written, bytes.length - written, at + written)).bytesWritten;
  }
  if (!WRITES_ARE_SYNCED) await sync(fd);
}
