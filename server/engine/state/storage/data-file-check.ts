import { closeSync, fstatSync, openSync } from 'node:fs';
import { DamagedData } from './damaged-data.ts';
import { freePages } from './lmdb-free-list.ts';
import { readMeta, type Meta, type Tree } from './lmdb-meta.ts';
import { PageReader, readPage } from './lmdb-page.ts';

/** Pages of trees looked at before the file is opened: of a larger file the rest, the lowest levels of its trees, is not. */
const PAGES_MAX = 500_000;
/** The first two pages are the heads. */
const FIRST_PAGE = 2;

/**
 * Looks through a data file before LMDB opens it, which trusts what it reads and takes the process with it when a page is missing or is not what
 * it should be: the newest commit's pages must all be there, each in its place and whole in itself.
 * @throws DamagedData saying what is wrong
 */
export function checkDataFile(file: string): void {
  const fd = openSync(file, 'r');
  try {
    const size = fstatSync(fd).size;
    const meta = readMeta(fd, size);
    new Check(meta, new PageReader(fd, meta.pageSize, Math.floor(size / meta.pageSize))).run();
  } catch (error) {
    if (error instanceof DamagedData) error.file = file;
    throw error;
  } finally {
    closeSync(fd);
  }
}

interface Visited extends Tree {
  found: number;
}

interface Place {
  readonly page: number;
  readonly tree: Visited;
  readonly level: number;
}

class Check {
  readonly #meta: Meta;
  readonly #reader: PageReader;
  readonly #seen: Uint8Array;
  readonly #trees: Visited[] = [];
  readonly #freeRows: Buffer[] = [];
  #looked = 0;

  constructor(meta: Meta, reader: PageReader) {
    this.#meta = meta;
    this.#reader = reader;
    this.#seen = new Uint8Array(Math.ceil((meta.lastPage + 1) / 8));
  }

  run(): void {
    const below: Place[] = [];
    const free = this.#enter(this.#meta.free, below);
    this.#enter(this.#meta.main, below);
    // Level by level, so that the limit cuts off leaves rather than branches; in the order of the file, for disks that seek.
    for (let level = below.splice(0); level.length > 0; level = below.splice(0)) {
      for (const place of level.sort((a, b) => a.page - b.page)) {
        if (++this.#looked > PAGES_MAX) return;
        this.#look(place, place.tree === free, below);
      }
    }
    for (const { found, entries } of this.#trees) if (found !== entries) throw new DamagedData(`a table has ${found} rows and should have ${entries}`);
    for (const row of this.#freeRows) for (const page of freePages(row)) this.#mark(page, 'the list of free pages');
  }

  #enter(tree: Tree, below: Place[]): Visited {
    const visited = { ...tree, found: 0 };
    this.#trees.push(visited);
    if (tree.root !== undefined) below.push({ page: tree.root, tree: visited, level: 1 });
    return visited;
  }

  #look({ page, tree, level }: Place, isFreeList: boolean, below: Place[]): void {
    this.#take(page, 'a table');
    const { pageSize, transaction } = this.#meta;
    const content = readPage(this.#reader.read(page), { page, pageSize, transaction, isLeaf: level === tree.depth, wantsValues: isFreeList });
    tree.found += content.entries;
    for (const child of content.children) below.push({ page: child, tree, level: level + 1 });
    for (const subTree of content.subTrees) this.#enter(subTree, below);
    this.#freeRows.push(...content.values);
    for (const run of content.overflows) {
      for (let i = 0; i < run.pages; i++) this.#take(run.page + i, 'a long value');
      this.#reader.checkOverflow(run.page, run.pages);
      if (isFreeList) this.#freeRows.push(this.#reader.readLongValue(run));
    }
  }

  /** A page that is needed. */
  #take(page: number, what: string): void {
    this.#mark(page, what);
    if (page < this.#reader.pages) return;
    throw new DamagedData(`page ${page} is missing: the file has ${this.#reader.pages} whole pages of ${this.#meta.pageSize} bytes, the last one written was ${this.#meta.lastPage}`);
  }

  #mark(page: number, what: string): void {
    if (page < FIRST_PAGE || page > this.#meta.lastPage) throw new DamagedData(`${what} leads to page ${page}, the last one is ${this.#meta.lastPage}`);
    const [byte, bit] = [page >> 3, 1 << (page & 7)];
    if ((this.#seen[byte]! & bit) !== 0) throw new DamagedData(`${what} leads to page ${page}, which has another use`);
    this.#seen[byte]! |= bit;
  }
}
