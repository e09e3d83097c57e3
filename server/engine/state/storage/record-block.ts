import { AUTHORIZATIONS, BROKER_VERSION, PARTITION_ID } from '../../records/types.ts';
import type { LogRecord } from '../../records/types.ts';

/** Records of a block, at most: a reader that wants one record reads its block. */
export const BLOCK_MAX = 256;

type RecordLine = [
  recordType: LogRecord['recordType'], valueType: LogRecord['valueType'], intent: string, key: string, timestamp: number, source: number, value: number,
  ...rejection: [] | [type: LogRecord['rejectionType'], reason: string],
];

/** Successive records as JSON: names of members once for each kind of value, and each value once, however many records are about it. */
type Block = [first: number, names: string[][], values: [names: number, ...members: unknown[]][], records: RecordLine[]];

/** @param records with successive positions */
export function encodeBlock(records: readonly LogRecord[]): string {
  const names = new NameLists();
  const values: Block[2] = [];
  const known = new Map<object, number>();
  const first = records[0]!.position;
  const lines = records.map((record, i): RecordLine => {
    const { recordType, valueType, intent, key, timestamp, sourceRecordPosition, value, rejectionType, rejectionReason } = record;
    if (record.position !== first + i) throw new Error(`the log has a gap: record ${record.position} follows ${first + i - 1}`);
    let index = known.get(value);
    if (index === undefined) {
      known.set(value, index = values.length);
      values.push([names.indexOf(value, valueType), ...Object.values(value) as unknown[]]);
    }
    return rejectionType === 'NULL_VAL'
      ? [recordType, valueType, intent, key, timestamp, sourceRecordPosition, index]
      : [recordType, valueType, intent, key, timestamp, sourceRecordPosition, index, rejectionType, rejectionReason];
  });
  return JSON.stringify([first, names.lists, values, lines] satisfies Block);
}

export function decodeBlock(text: string): LogRecord[] {
  const [first, names, values, lines] = JSON.parse(text) as Block;
  const objects = values.map(([list, ...members]) => Object.fromEntries(names[list]!.map((name, i) => [name, members[i]])));
  return lines.map(([recordType, valueType, intent, key, timestamp, sourceRecordPosition, value, rejectionType = 'NULL_VAL', rejectionReason = ''], i) => ({
    position: first + i, sourceRecordPosition, key, timestamp, recordType, valueType, intent, rejectionType, rejectionReason,
    partitionId: PARTITION_ID, brokerVersion: BROKER_VERSION, recordVersion: 1, value: objects[value]!, authorizations: AUTHORIZATIONS,
  }));
}

/** The different lists of member names in a block; values of one type mostly have the same. */
class NameLists {
  readonly lists: string[][] = [];
  readonly #lastOfType = new Map<string, number>();

  indexOf(value: object, valueType: string): number {
    const own = Object.keys(value);
    const last = this.#lastOfType.get(valueType);
    const index = last !== undefined && alike(this.lists[last]!, own) ? last : this.lists.findIndex((list) => alike(list, own));
    if (index === -1) this.lists.push(own);
    const found = index === -1 ? this.lists.length - 1 : index;
    this.#lastOfType.set(valueType, found);
    return found;
  }
}

function alike(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i++) if (some[i] !== others[i]) return false;
  return true;
}
