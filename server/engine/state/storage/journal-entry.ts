import { DocumentPackr } from './document-packr.ts';

/** What one commit writes. */
export interface JournalEntry {
  /** By their place on disk; null: the row is removed. */
  readonly rows: readonly WrittenRow[];
  readonly blocks: readonly RecordBlock[];
}

export type WrittenRow = readonly [at: string, row: unknown];

/** Successive records as text, by the position of the first. */
export type RecordBlock = readonly [position: number, text: string];

/** Names of members are in each entry once, so that it can be read without any other. */
const packr = new DocumentPackr({});

export function encodeEntry({ rows, blocks }: JournalEntry): Buffer {
  return packr.pack([rows, blocks]);
}

export function decodeEntry(bytes: Buffer): JournalEntry {
  const [rows, blocks] = packr.unpack(bytes) as [WrittenRow[], RecordBlock[]];
  return { rows, blocks };
}
