import { readFileSync } from 'node:fs';

/** What a traced program did, in order: writes to its data files, by name, syncs of them, and answers. */
export type DiskEvent =
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer; /** On disk when it returns. */ readonly synced: boolean }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'answer'; readonly n: number };

/** The flags of strace that `readDiskTrace` can read. */
export const STRACE_FLAGS = ['-f', '-y', '-xx', '-s', '8000000', '-e', 'trace=openat,pwrite64,pwritev,write,writev,lseek,fdatasync,fsync,msync,ftruncate'];

/**
 * Reads strace's output about the files of a folder. What is synced as it is written is there twice: when it is begun, and when it is on disk.
 * @throws Error when a file is written in a way that this does not follow
 */
export function readDiskTrace(traceFile: string, folder: string): DiskEvent[] {
  const events: DiskEvent[] = [];
  const syncedAtOnce = new Set<string>();
  const unfinished = new Map<string, string>();
  const positions = new Map<string, number>();
  const fileOf = new RegExp(`[<"]${escapedForRegExp(escaped(`${folder}/`))}((?:\\\\x[0-9a-f]{2})+)[>"]`);
  for (const raw of readFileSync(traceFile, 'latin1').split('\n')) {
    const [, thread = '', call = ''] = /^(\d+) +(.*)$/.exec(raw) ?? [];
    const isUnfinished = call.endsWith('<unfinished ...>');
    const isResumed = /^<\.\.\. \w+ resumed>/.test(call);
    const line = isUnfinished ? call.slice(0, -'<unfinished ...>'.length) : isResumed ? (unfinished.get(thread) ?? '') + call.replace(/^<\.\.\. \w+ resumed>/, '') : call;
    if (isUnfinished) unfinished.set(thread, line);
    const answered = /^write\(2<.*?"((?:\\x[0-9a-f]{2})+)"/.exec(line);
    if (answered !== null) {
      const n = /^ANSWERED (\d+)/.exec(bytesOf(answered[1]!).toString())?.[1];
      if (n !== undefined && !isUnfinished) events.push({ kind: 'answer', n: Number(n) });
      continue;
    }
    const named = fileOf.exec(line)?.[1];
    if (named === undefined || / = -1 /.test(line)) continue;
    // Files are made under another name.
    const file = bytesOf(named).toString().replace(/\.new$/, '');
    if (/-lock$|\.new-lock$/.test(file)) continue;
    const [, name = '', fd = ''] = /^(\w+)\((\d+)?/.exec(line) ?? [];
    const isWrite = /^p?writev?(64)?$/.test(name);
    if (isUnfinished && !(isWrite && syncedAtOnce.has(fd))) continue;
    switch (name) {
      case 'openat': {
        const opened = / = (\d+)</.exec(line)![1]!;
        if (/O_D?SYNC/.test(line)) syncedAtOnce.add(opened);
        else syncedAtOnce.delete(opened);
        positions.set(file, 0);
        break;
      }
      case 'fdatasync': case 'fsync': events.push({ kind: 'sync', file }); break;
      case 'lseek': positions.set(file, Number(/ = (\d+)$/.exec(line)![1])); break;
      case 'pwrite64': case 'pwritev': case 'writev': case 'write': {
        const bytes = Buffer.concat([...line.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g)].slice(name.includes('v') ? 0 : -1).map(([, text, cut]) => {
          if (cut !== undefined) throw new Error('strace cut a write off');
          return bytesOf(text!);
        }));
        const position = positions.get(file) ?? 0;
        const offset = name.startsWith('p') ? Number(/, (\d+) *(?:\) += \d+)?$/.exec(line)![1]) : position;
        if (!name.startsWith('p')) positions.set(file, position + bytes.length);
        const write = { kind: 'write', file, offset, bytes } as const;
        if (!isResumed || !syncedAtOnce.has(fd)) events.push({ ...write, synced: false });
        if (!isUnfinished && syncedAtOnce.has(fd)) events.push({ ...write, synced: true });
        break;
      }
      default: throw new Error(`${name} on ${file} is not followed: ${line.slice(0, 200)}`);
    }
  }
  return events;
}

const escapedForRegExp = (text: string) => text.replaceAll('\\', '\\\\');
const bytesOf = (hex: string) => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
/** `-xx` writes paths in hexadecimal, too. */
const escaped = (text: string) => [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
