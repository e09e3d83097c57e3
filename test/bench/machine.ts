import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** CPU time of a process and its threads so far, milliseconds. Linux only: elsewhere undefined. */
export function cpuMs(pid: number): number | undefined {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user, system] = fields.split(' ').slice(11, 13).map(Number);
    return (user! + system!) * TICK_MS;
  } catch {
    return undefined;
  }
}

/** Memory of a process, MB: all that is resident, and of it what is not the data file in the page cache. */
export function memoryMb(pid: number): { readonly resident: number; readonly own: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? NaN);
    return { resident: kilobytes('VmRSS') / 1024, own: kilobytes('RssAnon') / 1024 };
  } catch {
    return undefined;
  }
}

export function machine(): string {
  return `${cpus().length} × ${cpus()[0]!.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`;
}
