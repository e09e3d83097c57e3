import { parse } from 'csv-parse/sync';
import type { Tx } from '../../database/index.ts';
import { requirePolicy } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { createOrder } from './create-order.ts';
import { newOrderSchema } from './schema.ts';

const columns = ['order', 'material', 'quantity', 'unit', 'dueDate', 'priority', 'component', 'componentQuantity', 'componentUnit', 'workCenter'] as const;
type Row = Record<(typeof columns)[number], string>;
const rowsMax = 5000;

/**
 * Takes in orders from a CSV table (comma or semicolon, first line the column names, one line a component; lines of one
 * order stand together by its number). All of it or nothing.
 * @throws Refusal csv-invalid with the line that is wrong
 */
export async function importOrdersCsv(tx: Tx, text: string): Promise<{ created: string[]; same: string[] }> {
  requirePolicy(tx, 'orders.plan');
  const groups = new Map<string, { row: Row; line: number }[]>();
  for (const entry of readRows(text)) groups.set(entry.row.order, [...(groups.get(entry.row.order) ?? []), entry]);
  const done: { created: string[]; same: string[] } = { created: [], same: [] };
  for (const entries of groups.values()) {
    const { row: first, line } = entries[0]!;
    const parsed = newOrderSchema.safeParse({
      id: first.order, materialId: first.material, quantity: first.quantity, unit: first.unit,
      ...(first.dueDate ? { dueDate: /^\d{4}-\d\d-\d\d$/.test(first.dueDate) ? `${first.dueDate}T00:00:00Z` : first.dueDate } : {}),
      ...(first.priority ? { priority: Number(first.priority) } : {}),
      lines: entries.map(({ row }) => ({ materialId: row.component, quantity: row.componentQuantity, unit: row.componentUnit, workCenterId: row.workCenter })),
    });
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      const at = issue.path[0] === 'lines' && typeof issue.path[1] === 'number' ? entries[issue.path[1]]!.line : line;
      throw invalid(at, `${issue.path.filter((part) => typeof part === 'string').join('.')}: ${issue.message}`);
    }
    const { change } = await createOrder(tx, parsed.data, 'csv');
    done[change].push(parsed.data.id);
  }
  return done;
}

function readRows(text: string): { row: Row; line: number }[] {
  try {
    const [head = ''] = text.split(/\r?\n/, 1);
    const records = parse(text, {
      bom: true, columns: (names: string[]) => checkedColumns(names), delimiter: head.includes(';') ? ';' : ',', info: true, skip_empty_lines: true, trim: true, to: rowsMax + 1,
    }) as unknown as { record: Row; info: { lines: number } }[];
    if (records.length > rowsMax) throw invalid(rowsMax + 1, `more than ${rowsMax} lines`);
    if (records.length === 0) throw invalid(1, 'no orders');
    return records.map(({ record, info }) => ({ row: record, line: info.lines }));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw invalid((error as { lines?: number }).lines ?? 1, (error as Error).message);
  }
}

function checkedColumns(names: string[]): string[] {
  const missing = columns.filter((column) => column !== 'dueDate' && column !== 'priority' && !names.includes(column));
  if (missing.length > 0) throw invalid(1, `the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')} missing`);
  return names;
}

function invalid(line: number, problem: string): Refusal {
  return new Refusal({
    code: 'csv-invalid', status: 422, title: 'Table not understood', detail: `Line ${line}: ${problem}. Nothing was stored.`, field: `line ${line}`,
    nextStep: `Correct the line. The columns are ${columns.join(', ')}.`, params: { line, problem },
  });
}
