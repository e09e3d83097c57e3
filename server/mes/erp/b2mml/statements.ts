import type { Tx } from '../../../database/index.ts';
import type { ImportedType, ImportLog } from './import-result.ts';

/**
 * Messages can overtake each other on their way: what a message says about a field of a thing counts only if nothing
 * said later, by the ERP's own clock (CreationDateTime), is here already. Of two of the same moment the one that comes later counts.
 */
export class Statements {
  readonly #tx: Tx;
  readonly #log: ImportLog;
  readonly #at: string;

  /** @param at when the message was made; a moment to come, of a clock that is ahead, counts as now, and so does none */
  constructor(tx: Tx, log: ImportLog, at: string | undefined) {
    this.#tx = tx;
    this.#log = log;
    this.#at = at === undefined || at > tx.now() ? tx.now() : at;
  }

  /** Whether the message is the latest word about this field of the thing, which is noted then; an older one is noted as outdated. */
  async isLatest(type: ImportedType, id: string, field = 'all'): Promise<boolean> {
    if (await this.note(type, id, field)) return true;
    this.#log.note(type, id, 'outdated');
    return false;
  }

  /** Notes that the message spoke of the field, unless a later one did. Returns whether none did. */
  async note(type: ImportedType, id: string, field: string): Promise<boolean> {
    const key = { type: `${type}.${field}`, id };
    const there = (await this.#tx.knex('erp_statement').where(key).forUpdate().first('stated_at')) as { stated_at: string } | undefined;
    if (there !== undefined && there.stated_at > this.#at) return false;
    if (there?.stated_at !== this.#at) await this.#tx.knex('erp_statement').insert({ ...key, stated_at: this.#at }).onConflict(['type', 'id']).merge(['stated_at']);
    return true;
  }

  /** `said` without the fields that a later message has spoken of. */
  async latestOf<Said extends object>(type: ImportedType, id: string, said: Said): Promise<Partial<Said>> {
    const kept: Partial<Said> = {};
    for (const field of Object.keys(said) as (keyof Said & string)[]) if (await this.isLatest(type, id, field)) kept[field] = said[field];
    return kept;
  }
}
