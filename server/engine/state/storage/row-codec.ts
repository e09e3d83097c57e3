import { Packr } from 'msgpackr';

/** Names of members, one list a kind of row. */
export type Structures = string[][];

/** More kinds than the tables have; what comes after is written with its names. */
const STRUCTURES_MAX = 256;

/**
 * Rows as MessagePack. The names of a row's members are written once, in a structure that rows refer to; the structures must be on disk no
 * later than the first row that needs them.
 */
export class RowCodec {
  readonly #packr: Packr;
  #grown = false;

  constructor(structures: Structures) {
    this.#packr = new Packr({
      structures, maxSharedStructures: STRUCTURES_MAX, mapsAsObjects: true,
      useRecords: ((value: object) => !isDocument(value)) as unknown as boolean,
      saveStructures: () => {
        this.#grown = true;
      },
    });
  }

  encode(row: unknown): Buffer {
    return this.#packr.pack(row);
  }

  decode(bytes: Buffer): unknown {
    return this.#packr.unpack(bytes);
  }

  /** All structures, if there are new ones since the last call. */
  takeGrown(): Structures | undefined {
    if (!this.#grown) return undefined;
    this.#grown = false;
    return (this.#packr as unknown as { readonly structures: Structures }).structures.map((names) => [...names]);
  }
}

/** Variables and headers are named by whoever draws the diagram: such names are no structure, or there would be ever more. */
export function isDocument(value: object): boolean {
  for (const name in value) if (typeof (value as Record<string, unknown>)[name] !== 'string') return false;
  return true;
}
