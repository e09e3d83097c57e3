import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
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
  const remount = (option: string) => { execFileSync('mount', ['-o', `remount,${option}`, folder]); };
  const usedBytes = () => {
    const { blocks, bfree, bsize } = statfsSync(folder);
    return (blocks - bfree) * bsize;
  };
  return {
    folder,
    // The disk gets smaller: writing it full takes up to 2 s.
    fill: (mb) => remount(`size=${mb === undefined ? usedBytes() : (sizeMb - mb) * 1024 * 1024}`),
    free: () => remount(`size=${sizeMb}m`),
    remountReadOnly: () => remount('ro'),
    dispose: () => {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
