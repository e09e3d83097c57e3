import type { Tx } from '../database/index.ts';

/** Rows that one statement carries; SQLite takes at most 32,766 values in one. */
const rowsMax = 200;

export interface ElementRow {
  readonly key: string;
  readonly process_instance_key: string;
  readonly element_id: string;
  readonly element_type: string;
  readonly scope_key: string | null;
  readonly state: 'active' | 'completed' | 'terminated';
  readonly started_at: string;
  readonly ended_at: string | null;
}

export interface VariableRow {
  readonly scope_key: string;
  readonly name: string;
  readonly value: string;
  readonly process_instance_key: string;
  readonly updated_at: string;
  readonly command_id: string | null;
}

/**
 * Collects the rows that come in numbers during a batch of records, so that an element that begins and ends within the
 * batch is written once.
 */
export class Batch {
  readonly elements = new Map<string, ElementRow>();
  readonly variables = new Map<string, VariableRow>();
  readonly #flows = new Map<string, { process_instance_key: string; element_id: string; count: number }>();

  element(row: ElementRow): void {
    const before = this.elements.get(row.key);
    this.elements.set(row.key, before === undefined ? row : { ...row, started_at: before.started_at });
  }

  variable(row: VariableRow): void {
    this.variables.set(`${row.scope_key}/${row.name}`, row);
  }

  flow(processInstanceKey: string, elementId: string): void {
    const id = `${processInstanceKey}/${elementId}`;
    const count = (this.#flows.get(id)?.count ?? 0) + 1;
    this.#flows.set(id, { process_instance_key: processInstanceKey, element_id: elementId, count });
  }

  /** Writes what was collected and forgets it. */
  async flush(tx: Tx): Promise<void> {
    const { knex } = tx;
    for (const rows of chunks([...this.elements.values()])) await knex('element_instance').insert(rows).onConflict('key').merge(['element_id', 'scope_key', 'state', 'ended_at']);
    for (const rows of chunks([...this.variables.values()])) await knex('variable').insert(rows).onConflict(['scope_key', 'name']).merge(['value', 'updated_at', 'command_id']);
    const added = tx.dialect === 'mysql' ? knex.raw('`count` + VALUES(`count`)') : knex.raw('"sequence_flow_taken"."count" + excluded."count"');
    for (const rows of chunks([...this.#flows.values()])) await knex('sequence_flow_taken').insert(rows).onConflict(['process_instance_key', 'element_id']).merge({ count: added });
    this.elements.clear();
    this.variables.clear();
    this.#flows.clear();
  }
}

function chunks<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsMax) }, (_, index) => rows.slice(index * rowsMax, (index + 1) * rowsMax));
}
