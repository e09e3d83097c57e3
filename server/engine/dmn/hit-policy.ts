import { Decimal, display, FeelContext, inScalaOrder, same, type Value } from '../expressions/decisions.ts';
import { DecisionFailure } from './evaluation.ts';
import type { Aggregation, DecisionTable, TableOutput } from './graph.ts';

/** The outputs of one matching rule by name; the sole output of a table may have none. */
export type Row = ReadonlyMap<string | null, Value>;

/** The result of a table of whose rules at least one matches. @throws DecisionFailure */
export function applyHitPolicy(table: DecisionTable, rows: readonly Row[]): Value {
  switch (table.hitPolicy) {
    case 'FIRST': return single(rows);
    case 'UNIQUE':
      if (rows.length > 1) throw new DecisionFailure(`multiple values aren't allowed for UNIQUE hit policy. found: '${listText(rows)}'`);
      return single(rows);
    case 'ANY': {
      const distinct = rows.filter((row, index) => !rows.slice(0, index).some((earlier) => sameRow(row, earlier)));
      if (distinct.length > 1) throw new DecisionFailure(`different values aren't allowed for ANY hit policy. found: '${listText(distinct)}'`);
      return single(rows);
    }
    case 'PRIORITY': return single(byPriority(rows, table.outputs));
    case 'OUTPUT ORDER': return all(byPriority(rows, table.outputs));
    case 'RULE ORDER': return all(rows);
    case 'COLLECT': return table.aggregation === undefined ? all(rows) : aggregate(rows, table.aggregation);
  }
}

/** One value, or a context of several. */
function rowValue(row: Row): Value {
  const [only] = row.values();
  return row.size === 1 && only !== undefined ? only : new FeelContext(new Map([...row].map(([name, value]) => [String(name), value])));
}

const single = ([first]: readonly Row[]): Value => (first === undefined ? null : rowValue(first));
const all = (rows: readonly Row[]): Value => rows.map(rowValue);

function sameRow(a: Row, b: Row): boolean {
  return a.size === b.size && [...a].every(([name, value]) => same(value, b.get(name) ?? null));
}

function aggregate(rows: readonly Row[], aggregation: Aggregation): Value {
  if (aggregation === 'COUNT') return Decimal.ofInteger(rows.length);
  const numbers = rows.map(rowValue).map((value) => {
    if (value instanceof Decimal) return value;
    throw new DecisionFailure(`expected number but found '${display(value)}'`);
  });
  if (aggregation === 'SUM') return numbers.reduce((sum, number) => sum.plus(number));
  const sign = aggregation === 'MIN' ? 1 : -1;
  return numbers.reduce((best, number) => (number.compare(best) * sign < 0 ? number : best));
}

/** By the places of the values among the allowed ones, compared as text: the tenth place comes before the second. */
function byPriority(rows: readonly Row[], outputs: readonly TableOutput[]): Row[] {
  const priorities = outputs.map(({ name, allowedValues }) => {
    const values = allowedValues?.split(',').map((value) => value.trim().replaceAll(/["']/g, '')) ?? [];
    return { name, places: new Map(values.map((value, place) => [value, String(place)])) };
  });
  const rank = (row: Row) => priorities.map(({ name, places }) => {
    const value = row.get(name);
    return (typeof value === 'string' || value instanceof Decimal ? places.get(value.toString()) : undefined) ?? '_';
  }).join('');
  return rows.map((row) => ({ row, rank: rank(row) })).sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0)).map(({ row }) => row);
}

/** As scala prints a list of maps. */
function listText(rows: readonly Row[]): string {
  return `List(${rows.map((row) => {
    const entries = inScalaOrder(new Map([...row].map(([name, value]) => [String(name), value])));
    return `${entries.length > 4 ? 'HashMap' : 'Map'}(${entries.map(([name, value]) => `${name} -> ${display(value)}`).join(', ')})`;
  }).join(', ')})`;
}
