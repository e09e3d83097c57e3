import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A file system of its own that can be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes up so many megabytes, or all that is free. */
  fill(mb?: number): void;
  free(): void;
  remountReadOnly(): void;
  dispose(): void;
}

/** In memory, `sizeMb` large. Undefined where this process may not mount (it must be root on Linux). */
export function mountSmallDisk(sizeMb: number): SmallDisk | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'takt-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filler = path.join(folder, 'filler');
  return {
    folder,
    fill: (mb) => {
      try {
        for (let written = 0; mb === undefined || written < mb; written++) writeFileSync(filler, Buffer.alloc(1024 * 1024), { flag: 'a' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC' || mb !== undefined) throw error;
      }
    },
    free: () => rmSync(filler),
    remountReadOnly: () => { execFileSync('mount', ['-o', 'remount,ro', folder]); },
    dispose: () => {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
