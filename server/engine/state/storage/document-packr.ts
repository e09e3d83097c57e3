import { Packr, type Options } from 'msgpackr';

/** No MessagePack begins with it: JSON follows. */
const JSON_MARK = 0xc1;

/**
 * MessagePack in which members are named once for each kind of object, except in documents. msgpackr renames a member called `__proto__`: what has
 * one goes as JSON.
 */
export class DocumentPackr {
  readonly #packr: Packr;
  #renames = false;

  constructor(options: Options) {
    this.#packr = new Packr({ ...options, mapsAsObjects: true, useRecords: ((value: object) => !this.#isDocument(value)) as unknown as boolean });
  }

  pack(value: unknown): Buffer {
    this.#renames = false;
    const packed = this.#packr.pack(value);
    return this.#renames ? Buffer.concat([Buffer.of(JSON_MARK), Buffer.from(JSON.stringify(value))]) : packed;
  }

  unpack(bytes: Buffer): unknown {
    return bytes[0] === JSON_MARK ? JSON.parse(bytes.toString('utf8', 1)) : this.#packr.unpack(bytes);
  }

  get structures(): unknown {
    return (this.#packr as unknown as { readonly structures: unknown }).structures;
  }

  /** Variables and headers are named by whoever draws the diagram: such names are no structure, or there would be ever more. */
  #isDocument(value: object): boolean {
    for (const name in value) {
      if (typeof (value as Record<string, unknown>)[name] !== 'string') return false;
      if (name === '__proto__') this.#renames = true;
    }
    return true;
  }
}
