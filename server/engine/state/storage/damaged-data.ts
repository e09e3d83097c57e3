/** The engine's data is not what the engine wrote. The message is one line that says what is wrong and what to do. */
export class DamagedData extends Error {
  override readonly name = 'DamagedData';
  readonly code = 'EDAMAGED';
  readonly #what: string;
  file = '';

  constructor(what: string) {
    super();
    this.#what = what;
  }

  override get message(): string {
    return `${this.file} is damaged (${this.#what}): restore a backup (docs/operations.md), or move it away to start without the data`;
  }
}
