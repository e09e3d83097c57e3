import { Packr } from 'msgpackr';
import type { Structures } from './row-codec.ts';

/** What one commit writes, as it is written. */
export interface JournalEntry {
  /** Null: the row is removed. */
  readonly rows: readonly (readonly [at: string, bytes: Buffer | null])[];
  readonly blocks: readonly RecordBlock[];
  /** All structures, where the rows need new ones. */
  readonly structures: Structures | undefined;
}

/** Successive records as text, by the position of the first. */
export type RecordBlock = readonly [position: number, text: string];

const packr = new Packr({ useRecords: false });

export function encodeEntry({ rows, blocks, structures }: JournalEntry): Buffer {
  return packr.pack([rows, blocks, structures ?? null]);
}

export function decodeEntry(bytes: Buffer): JournalEntry {
  const [rows, blocks, structures] = packr.unpack(bytes) as [JournalEntry['rows'], RecordBlock[], Structures | null];
  return { rows, blocks, structures: structures ?? undefined };
}
