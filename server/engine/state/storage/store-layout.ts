import type { RootDatabase } from 'lmdb';
import type { Structures } from './row-codec.ts';

/** Raised with every change of how rows or records lie on disk. */
const LAYOUT = 2;
const PLACE = 'layout';

export interface Layout {
  readonly structures: Structures;
  /** To be called within a commit. */
  write(structures: Structures): void;
}

/**
 * How the data lie on disk, and the structures their rows refer to.
 * @throws Error where another version of the engine wrote the data
 */
export function readLayout(root: RootDatabase, dataDir: string): Layout {
  const isFirstLayout = [...root.getKeys()].includes('state');
  const settings = root.openDB<{ readonly layout: number; readonly structures: Structures }, string>({ name: 'layout', encoding: 'json' });
  const found = settings.get(PLACE);
  const layout = isFirstLayout ? 1 : found?.layout ?? LAYOUT;
  if (layout !== LAYOUT) {
    throw new Error(`The engine's data in ${dataDir} were written by another version of Takt (layout ${layout}, this one reads ${LAYOUT}): `
      + 'run that version, or start this one with an empty folder.');
  }
  return {
    structures: found?.structures ?? [],
    write: (structures) => void settings.put(PLACE, { layout: LAYOUT, structures }),
  };
}
