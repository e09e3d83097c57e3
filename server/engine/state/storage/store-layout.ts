import type { RootDatabase } from 'lmdb';
import type { JournalMark } from './journal.ts';
import type { Structures } from './row-codec.ts';

/** Raised with every change of how rows or records lie on disk. */
const LAYOUT = 3;
const PLACE = 'layout';
const MARK = 'journal';

interface Settings {
  readonly layout: number;
  readonly structures: Structures;
}

/** How the data lie on disk, the structures their rows refer to, and what they hold of the journal. */
export class StoreLayout {
  readonly #settings;
  #structures: Structures;
  #mark: JournalMark | undefined;

  /** @throws Error where another version of the engine wrote the data */
  constructor(root: RootDatabase, dataDir: string) {
    const isFirstLayout = [...root.getKeys()].includes('state');
    this.#settings = root.openDB<Settings | JournalMark, string>({ name: 'layout', encoding: 'json' });
    const found = this.#settings.get(PLACE) as Settings | undefined;
    const layout = isFirstLayout ? 1 : found?.layout ?? LAYOUT;
    if (layout !== LAYOUT) {
      throw new Error(`The engine's data in ${dataDir} were written by another version of Takt (layout ${layout}, this one reads ${LAYOUT}): `
        + 'run that version, or start this one with an empty folder.');
    }
    this.#structures = found?.structures ?? [];
    this.#mark = this.#settings.get(MARK) as JournalMark | undefined;
  }

  get structures(): Structures {
    return this.#structures;
  }

  /** Undefined where the data file holds all that there is. */
  get mark(): JournalMark | undefined {
    return this.#mark;
  }

  /** To be called within a write. */
  writeStructures(structures: Structures): Promise<boolean> {
    this.#structures = structures;
    return this.writeLayout();
  }

  /** To be called within a write. */
  writeLayout(): Promise<boolean> {
    return this.#settings.put(PLACE, { layout: LAYOUT, structures: this.#structures });
  }

  /** To be called within a write. */
  writeMark(mark: JournalMark | undefined): Promise<boolean> {
    this.#mark = mark;
    return mark === undefined ? this.#settings.remove(MARK) : this.#settings.put(MARK, mark);
  }
}
