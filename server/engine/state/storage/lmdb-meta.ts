import { readSync } from 'node:fs';
import { DamagedData } from './damaged-data.ts';

/** LMDB's data format 2, as lmdb-js writes it on 64-bit machines of little-endian order. */
const MAGIC = 0xbeefc0de;
const DATA_VERSION = 2;
const META_BYTES = 168;
export const PAGE_HEADER_BYTES = 24;
const [AT_FREE_TREE, AT_MAIN_TREE, AT_LAST_PAGE, AT_TRANSACTION] = [48, 96, 144, 152];
const NO_PAGE = 0xffff_ffff_ffff_ffffn;

export interface Tree {
  /** Levels; 0 where it is empty. */
  readonly depth: number;
  readonly entries: number;
  readonly root: number | undefined;
}

/** What a commit writes last: where everything is. */
export interface Meta {
  readonly pageSize: number;
  readonly transaction: number;
  readonly lastPage: number;
  readonly free: Tree;
  readonly main: Tree;
}

/**
 * The newest commit's meta. There are two, written in turn: even transactions the first, odd ones the second. When they are not one commit apart,
 * one of them is not what was written, and the older one must not be taken for the newest.
 */
export function readMeta(fd: number, size: number): Meta {
  if (size === 0) throw new DamagedData('it is empty');
  const first = readOne(fd, 0, 0);
  const second = readOne(fd, first.pageSize, 1);
  if (second.pageSize !== first.pageSize) throw new DamagedData(`its two heads name pages of ${first.pageSize} and of ${second.pageSize} bytes`);
  const isNew = first.transaction === 0 && second.transaction === 0;
  if (!isNew && (Math.abs(first.transaction - second.transaction) !== 1 || first.transaction % 2 !== 0)) {
    throw new DamagedData(`its two heads are of commits ${first.transaction} and ${second.transaction}, not of two that follow each other`);
  }
  return first.transaction > second.transaction ? first : second;
}

function readOne(fd: number, offset: number, page: number): Meta {
  const bytes = Buffer.alloc(META_BYTES);
  if (readSync(fd, bytes, 0, META_BYTES, offset) !== META_BYTES) throw new DamagedData('it ends within its head');
  if (bytes.readUInt32LE(PAGE_HEADER_BYTES) !== MAGIC) throw new DamagedData('it is not a data file of the engine, or its head is overwritten');
  const version = bytes.readUInt32LE(PAGE_HEADER_BYTES + 4) & 0xffff;
  if (version !== DATA_VERSION) throw new DamagedData(`its format is ${version}, this engine reads ${DATA_VERSION}`);
  const pageSize = bytes.readUInt32LE(AT_FREE_TREE);
  const wrong = bytes.readBigUInt64LE(0) !== BigInt(page) || pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0;
  if (wrong) throw new DamagedData('its head is overwritten');
  return {
    pageSize, transaction: Number(bytes.readBigUInt64LE(AT_TRANSACTION)), lastPage: Number(bytes.readBigUInt64LE(AT_LAST_PAGE)),
    free: readTree(bytes, AT_FREE_TREE), main: readTree(bytes, AT_MAIN_TREE),
  };
}

/** 48 bytes: pad, flags, depth, three counts of pages, entries, root. */
export function readTree(bytes: Buffer, at: number): Tree {
  const root = bytes.readBigUInt64LE(at + 40);
  const depth = bytes.readUInt16LE(at + 6);
  if ((depth === 0) !== (root === NO_PAGE)) throw new DamagedData(`a table has ${depth} levels and its first page at ${root}`);
  return { depth, entries: Number(bytes.readBigUInt64LE(at + 32)), root: root === NO_PAGE ? undefined : Number(root) };
}
