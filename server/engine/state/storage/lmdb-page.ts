import { readSync } from 'node:fs';
import { DamagedData } from './damaged-data.ts';
import { PAGE_HEADER_BYTES, readTree, type Tree } from './lmdb-meta.ts';

const [BRANCH, LEAF, OVERFLOW] = [0x01, 0x02, 0x04];
const [BIG_DATA, SUB_DATA] = [0x01, 0x02];
const NODE_HEADER_BYTES = 8;
const TREE_BYTES = 48;
const OVERFLOW_REFERENCE_BYTES = 24;

/** Pages that follow each other. */
export interface PageRun {
  readonly page: number;
  readonly pages: number;
  /** Of the value in them, bytes. */
  readonly size: number;
}

/** What a page of a tree leads to. */
export interface PageContent {
  readonly children: readonly number[];
  readonly overflows: readonly PageRun[];
  readonly subTrees: readonly Tree[];
  /** Rows; 0 in a branch. */
  readonly entries: number;
  /** Of a leaf, where asked for: the values that lie in it. */
  readonly values: readonly Buffer[];
}

export class PageReader {
  readonly #fd: number;
  readonly #buffer: Buffer;
  /** That the file has in full. */
  readonly pages: number;

  constructor(fd: number, pageSize: number, pages: number) {
    this.#fd = fd;
    this.#buffer = Buffer.alloc(pageSize);
    this.pages = pages;
  }

  /** The page's bytes, until the next read. */
  read(page: number): Buffer {
    readSync(this.#fd, this.#buffer, 0, this.#buffer.length, page * this.#buffer.length);
    return this.#buffer;
  }

  readLongValue({ page, pages, size }: PageRun): Buffer {
    const bytes = Buffer.alloc(pages * this.#buffer.length);
    readSync(this.#fd, bytes, 0, bytes.length, page * this.#buffer.length);
    return bytes.subarray(PAGE_HEADER_BYTES, PAGE_HEADER_BYTES + size);
  }

  /** A long value has pages of its own, with a head in the first. */
  checkOverflow(page: number, pages: number): void {
    const head = this.#buffer.subarray(0, PAGE_HEADER_BYTES);
    readSync(this.#fd, head, 0, PAGE_HEADER_BYTES, page * this.#buffer.length);
    if (pageNumber(head, 0) !== page || (head.readUInt16LE(18) & 0xff) !== OVERFLOW || head.readUInt32LE(20) !== pages) throw new DamagedData(`page ${page} is not the long value that it should be`);
  }
}

/**
 * Reads one page of a tree.
 * @throws DamagedData when the page is not the one that belongs there, or its rows do not lie within it
 */
export function readPage(bytes: Buffer, { page, pageSize, transaction, isLeaf, wantsValues }: {
  readonly page: number; readonly pageSize: number; readonly transaction: number; readonly isLeaf: boolean; readonly wantsValues: boolean;
}): PageContent {
  const [lower, upper] = [bytes.readUInt16LE(20), bytes.readUInt16LE(22)];
  const wrong = (what: string): never => { throw new DamagedData(`page ${page} ${what}`); };
  if (pageNumber(bytes, 0) !== page || (bytes.readUInt16LE(18) & 0xff) !== (isLeaf ? LEAF : BRANCH)) wrong('is not what it should be');
  if (pageNumber(bytes, 8) > transaction) wrong('is of a later commit than the last');
  if (lower % 2 !== 0 || lower > upper || PAGE_HEADER_BYTES + upper > pageSize) wrong('has a broken head');
  const [children, overflows, subTrees, values]: [number[], PageRun[], Tree[], Buffer[]] = [[], [], [], []];
  const count = lower >> 1;
  for (let i = 0; i < count; i++) {
    const node = PAGE_HEADER_BYTES + bytes.readUInt16LE(PAGE_HEADER_BYTES + 2 * i);
    if (node < PAGE_HEADER_BYTES + upper || node + NODE_HEADER_BYTES > pageSize) wrong(`has row ${i} outside of it`);
    const flags = bytes.readUInt16LE(node + 4);
    const data = node + NODE_HEADER_BYTES + bytes.readUInt16LE(node + 6);
    if (!isLeaf) {
      if (data > pageSize) wrong(`has row ${i} outside of it`);
      children.push(bytes.readUInt32LE(node) + flags * 0x1_0000_0000);
      continue;
    }
    const size = bytes.readUInt32LE(node);
    if (data + ((flags & BIG_DATA) !== 0 ? OVERFLOW_REFERENCE_BYTES : size) > pageSize) wrong(`has row ${i} outside of it`);
    if ((flags & BIG_DATA) !== 0) {
      const overflow = { page: pageNumber(bytes, data), pages: pageNumber(bytes, data + 16), size };
      if (overflow.pages !== Math.floor((PAGE_HEADER_BYTES - 1 + size) / pageSize) + 1) wrong(`has row ${i} of ${size} bytes in ${overflow.pages} pages`);
      overflows.push(overflow);
    } else if (wantsValues) values.push(Buffer.from(bytes.subarray(data, data + size)));
    if ((flags & SUB_DATA) !== 0) {
      if (size !== TREE_BYTES) wrong(`has a broken table in row ${i}`);
      subTrees.push(readTree(bytes, data));
    }
    if ((flags & ~(BIG_DATA | SUB_DATA)) !== 0) wrong(`has row ${i} of an unknown kind`);
  }
  if (!isLeaf && count < 2) wrong('is a branch to one page only');
  return { children, overflows, subTrees, values, entries: isLeaf ? count : 0 };
}

/** 64 bits; pages and commits are far fewer than a double can count. */
function pageNumber(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 0x1_0000_0000;
}
