import { readFileSync } from 'node:fs';

/** What a traced program did, in order: writes to its data file, syncs of it, and answers. */
export type DiskEvent =
  | { readonly kind: 'write'; readonly offset: number; readonly bytes: Buffer; /** On disk when it returns. */ readonly synced: boolean }
  | { readonly kind: 'sync' }
  | { readonly kind: 'answer'; readonly n: number };

/** The flags of strace that `readDiskTrace` can read. */
export const STRACE_FLAGS = ['-f', '-y', '-xx', '-s', '1000000', '-e', 'trace=openat,pwrite64,pwritev,write,writev,lseek,fdatasync,fsync,msync,ftruncate'];

/**
 * Reads strace's output about one file.
 * @throws Error when the file is written in a way that this does not follow
 */
export function readDiskTrace(traceFile: string, dataFile: string): DiskEvent[] {
  const events: DiskEvent[] = [];
  const syncedAtOnce = new Set<string>();
  const unfinished = new Map<string, string>();
  // The file is made under another name.
  const files = [dataFile, `${dataFile}.new`].map((file) => `<${escaped(file)}>`);
  let position = 0;
  for (const raw of readFileSync(traceFile, 'latin1').split('\n')) {
    const [, thread = '', call = ''] = /^(\d+) +(.*)$/.exec(raw) ?? [];
    if (call.endsWith('<unfinished ...>')) {
      unfinished.set(thread, call.slice(0, -'<unfinished ...>'.length));
      continue;
    }
    const line = (/^<\.\.\. \w+ resumed>(.*)$/.exec(call) === null ? call : (unfinished.get(thread) ?? '') + call.replace(/^<\.\.\. \w+ resumed>/, ''));
    const answered = /^write\(2<.*?"((?:\\x[0-9a-f]{2})+)"/.exec(line);
    if (answered !== null) {
      const n = /^ANSWERED (\d+)/.exec(bytesOf(answered[1]!).toString())?.[1];
      if (n !== undefined) events.push({ kind: 'answer', n: Number(n) });
      continue;
    }
    if (!files.some((file) => line.includes(file)) || / = -1 /.test(line)) continue;
    const [, name = '', fd = ''] = /^(\w+)\((\d+)?/.exec(line) ?? [];
    switch (name) {
      case 'openat': {
        const opened = / = (\d+)</.exec(line)![1]!;
        if (/O_D?SYNC/.test(line)) syncedAtOnce.add(opened);
        else syncedAtOnce.delete(opened);
        break;
      }
      case 'fdatasync': case 'fsync': events.push({ kind: 'sync' }); break;
      case 'lseek': position = Number(/ = (\d+)$/.exec(line)![1]); break;
      case 'pwrite64': case 'pwritev': case 'writev': case 'write': {
        const bytes = Buffer.concat([...line.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g)].slice(name.includes('v') ? 0 : -1).map(([, text, cut]) => {
          if (cut !== undefined) throw new Error('strace cut a write off');
          return bytesOf(text!);
        }));
        const offset = name.startsWith('p') ? Number(/, (\d+)\) += \d+$/.exec(line)![1]) : position;
        if (!name.startsWith('p')) position += bytes.length;
        events.push({ kind: 'write', offset, bytes, synced: syncedAtOnce.has(fd) });
        break;
      }
      default: throw new Error(`${name} on the data file is not followed: ${line.slice(0, 200)}`);
    }
  }
  return events;
}

const bytesOf = (hex: string) => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
/** `-xx` writes paths in hexadecimal, too. */
const escaped = (text: string) => [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
