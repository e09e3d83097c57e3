import { DamagedData } from './damaged-data.ts';

/**
 * The pages that a row of the free list names: a count of 64-bit entries, then the entries. One above 0 is a page; one below 0 is a number of pages,
 * and the next entry the first of them; 0 is nothing.
 */
export function* freePages(row: Buffer): IterableIterator<number> {
  const count = row.length >= 8 ? Number(row.readBigInt64LE(0)) : -1;
  if (count < 0 || 8 * (count + 1) > row.length) throw new DamagedData('a row of the list of free pages is not one');
  for (let i = 1; i <= count; i++) {
    const entry = Number(row.readBigInt64LE(8 * i));
    if (entry > 0) yield entry;
    if (entry >= 0) continue;
    if (++i > count) throw new DamagedData('a row of the list of free pages ends early');
    const first = Number(row.readBigInt64LE(8 * i));
    for (let n = 0; n < -entry; n++) yield first + n;
  }
}
