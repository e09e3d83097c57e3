import { DocumentPackr } from './document-packr.ts';

/** Names of members, one list a kind of row. */
export type Structures = string[][];

/** More kinds than the tables have; what comes after is written with its names. */
const STRUCTURES_MAX = 256;

/**
 * Rows as MessagePack. The names of a row's members are written once, in a structure that rows refer to; the structures must be on disk no
 * later than the first row that needs them.
 */
export class RowCodec {
  readonly #packr;
  #grown = false;

  constructor(structures: Structures) {
    this.#packr = new DocumentPackr({
      structures, maxSharedStructures: STRUCTURES_MAX,
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
    return (this.#packr.structures as Structures).map((names) => [...names]);
  }
}
