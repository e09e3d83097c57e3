import { statfsSync, statSync } from 'node:fs';
import type { Log } from './command-queue.ts';

/** A command is refused because the disk is nearly full or away: nothing has been done, and it can be sent again. */
export class OutOfDiskSpace extends Error {
  override readonly name = 'OutOfDiskSpace';
}

/** How long an answer of the file system is believed, and how often it is asked again while there is no room; milliseconds. */
const CHECK_INTERVAL_MS = 1_000;

/**
 * Whether the disk has room for more commands. Below the limit, as in Zeebe, clients are refused and the engine's own work waits, so that the disk
 * is never really full: a commit that fails for want of space ends the engine.
 */
export class DiskRoom {
  readonly #files: readonly { readonly file: string; readonly inode: number }[];
  readonly #freeMinMb: number;
  readonly #log: Log;
  #hasRoom = true;
  #checkedAt = -Infinity;
  #stopWaiting: () => void = () => undefined;
  #stopped = false;

  /** `files`: the open ones that hold the data. */
  constructor(files: readonly string[], freeMinMb: number, log: Log) {
    this.#files = files.map((file) => ({ file, inode: statSync(file).ino }));
    this.#freeMinMb = freeMinMb;
    this.#log = log;
  }

  get hasRoom(): boolean {
    const now = performance.now();
    if (now - this.#checkedAt >= CHECK_INTERVAL_MS) {
      this.#checkedAt = now;
      this.#check();
    }
    return this.#hasRoom;
  }

  /** Resolves when there is room again; false when nobody shall wait for it any more. */
  async regained(): Promise<boolean> {
    while (!this.#stopped && !this.hasRoom) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, CHECK_INTERVAL_MS);
        this.#stopWaiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return !this.#stopped;
  }

  stop(): void {
    this.#stopped = true;
    this.#stopWaiting();
  }

  #check(): void {
    const [hasRoom, why] = this.#look();
    if (hasRoom === this.#hasRoom) return;
    this.#hasRoom = hasRoom;
    if (hasRoom) this.#log('warn', `the engine takes commands again: ${why}`);
    else this.#log('error', `the engine takes no commands: ${why}`);
  }

  /** A file that was removed can still be written, but nobody will ever read it again. */
  #look(): [boolean, string] {
    try {
      const gone = this.#files.find(({ file, inode }) => statSync(file, { throwIfNoEntry: false })?.ino !== inode);
      if (gone !== undefined) return [false, `${gone.file} was removed or replaced; put it back, or stop the engine and restore a backup`];
      const { file } = this.#files[0]!;
      const { bavail, bsize } = statfsSync(file);
      const freeMb = Math.floor((bavail * bsize) / (1024 * 1024));
      const free = `${freeMb} MB are free where ${file} is`;
      return freeMb >= this.#freeMinMb ? [true, free] : [false, `${free}, ${this.#freeMinMb} MB are needed`];
    } catch (error) {
      return [false, (error as Error).message];
    }
  }
}
