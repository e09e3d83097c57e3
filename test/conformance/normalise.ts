import { canonicalJson } from './json-text.ts';
import type { StreamRecord } from './stage.ts';

/** A key of partition 1 that no engine has reached: rejected commands on it mark the end of a scenario. */
export const NO_SUCH_KEY = '4503599627370495';
/** Another, for the scenarios themselves. */
export const UNKNOWN_KEY = '4503599627370494';

/** What differs between any two runs, or repeats the deployed XML. */
const DROPPED_FIELDS = new Set(['resource', 'checksum', 'resourceChecksum', 'creationTimestamp', 'jobs']);
/** Bookkeeping between partitions and batches of one element's many children: no client and no projection reads it. */
const INTERNAL_VALUE_TYPES = new Set([
  'CHECKPOINT', 'COMMAND_DISTRIBUTION', 'DEPLOYMENT_DISTRIBUTION', 'MESSAGE_BATCH', 'PROCESS_INSTANCE_BATCH', 'PROCESS_EVENT',
]);
const FIRST_KEY = 2 ** 51;
/** What an instance can start before: Zeebe lists the types in another order each time that it starts. */
const TYPE_LIST = /(?<=targets unsupported element type '\w+'\. Supported element types are: \[)[A-Z_, ]+/g;
const inOrder = (types: string): string => types.split(', ').sort().join(', ');
/** Keys of partition 1 have 16 digits. */
const LONG_KEY = /(?<![\d.])\d{16}(?!\d)/g;

export interface NormaliserOptions {
  /** What the scenario's names end in. */
  readonly scope: string;
  /** Scenario time zero; dates are told relative to it. */
  readonly startMs: number;
  /** Keys that other scenarios left behind. */
  readonly foreignKeys: ReadonlySet<string>;
}

/** Turns what an engine says into text that is equal when the behaviour is: keys numbered in order, times relative. */
export class Normaliser {
  readonly #options: NormaliserOptions;
  readonly #numbers = new Map<string, string>();

  constructor(options: NormaliserOptions) {
    this.#options = options;
  }

  /** The comparable records among `records`, one line each. */
  lines(records: readonly StreamRecord[]): string[] {
    return inNameOrder(records.filter((record) => this.#isOurs(record))).map((record) => this.#line(record));
  }

  text(text: string): string {
    return text.replaceAll(this.#options.scope, '').replaceAll(TYPE_LIST, inOrder).replaceAll(LONG_KEY, (key) => this.#number(key));
  }

  json(value: unknown): string {
    return this.text(JSON.stringify(this.#plain(value)) ?? '');
  }

  #isOurs(record: StreamRecord): boolean {
    if (record.recordType === 'COMMAND' || INTERNAL_VALUE_TYPES.has(record.valueType)) return false;
    if (String(record.key) === NO_SUCH_KEY) return false;
    const keys = [record.key, ...Object.entries(record.value).filter(([name]) => /key$/i.test(name)).map(([, value]) => value)];
    return !keys.some((key) => this.#options.foreignKeys.has(String(key)));
  }

  #line(record: StreamRecord): string {
    const key = String(record.key) === '-1' ? '' : ` ${this.text(String(record.key))}`;
    const rejection = record.recordType === 'COMMAND_REJECTION' ? ` rejected ${record.rejectionType}: ${this.text(record.rejectionReason)}` : '';
    return `${record.valueType} ${record.intent}${key}${rejection} ${this.json(comparableValue(record))}`;
  }

  /** Drops what is empty and sorts names, so that an omitted default equals a written one. */
  #plain(value: unknown, name = ''): unknown {
    // Zeebe keeps them in a hash table.
    if (name === 'ancestorScopeKeys') return [...(value as unknown[])].map(String).sort();
    if (Array.isArray(value)) return value.map((item) => this.#plain(item));
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value)
        .filter(([field, item]) => !DROPPED_FIELDS.has(field) && !isDefault(field, item))
        .map(([field, item]) => [field, this.#plain(item, field)] as const);
      return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    if (/^(dueDate|deadline|recurringTime)$/.test(name) && /^\d+$/.test(String(value))) {
      return `T${Number(value) - this.#options.startMs >= 0 ? '+' : ''}${Number(value) - this.#options.startMs}`;
    }
    if (/^(decisionOutput|inputValue|outputValue)$/.test(name) && typeof value === 'string') return canonicalJson(value);
    // Zeebe writes keys as numbers, which JavaScript and other readers of JSON may round; the embedded engine as text.
    return typeof value === 'number' && value >= FIRST_KEY ? String(value) : value;
  }

  #number(key: string): string {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = key === NO_SUCH_KEY ? 'no-such-key' : `#${this.#numbers.size + 1}`;
    this.#numbers.set(key, number);
    return number;
  }
}

/**
 * Variables that a document, or several one after the other, set in one scope, by name: Zeebe writes each document in the order of a hash
 * table of byte offsets, which nobody can rely on.
 */
function inNameOrder(records: readonly StreamRecord[]): StreamRecord[] {
  const ordered: StreamRecord[] = [];
  let run: StreamRecord[] = [];
  const flush = () => {
    ordered.push(...run.sort((a, b) => (String(a.value.name) < String(b.value.name) ? -1 : 1)));
    run = [];
  };
  for (const record of records) {
    const [first] = run;
    const continues = first !== undefined && record.valueType === 'VARIABLE' && String(record.value.scopeKey) === String(first.value.scopeKey);
    if (!continues) flush();
    if (record.valueType === 'VARIABLE') run.push(record);
    else ordered.push(record);
  }
  flush();
  return ordered;
}

/** A variable's value is JSON text; a refused deployment shows how far Zeebe had got. */
function comparableValue({ valueType, recordType, value }: StreamRecord): object {
  if (valueType === 'VARIABLE' && typeof value.value === 'string') return { ...value, value: canonicalJson(value.value) };
  if (valueType === 'DEPLOYMENT' && recordType === 'COMMAND_REJECTION') {
    return { ...value, processesMetadata: [], decisionsMetadata: [], decisionRequirementsMetadata: [], formMetadata: [] };
  }
  return value;
}

function isDefault(field: string, value: unknown): boolean {
  if (field === 'retries') return false;
  if (field === 'tenantId' && value === '<default>') return true;
  if (/Key$/.test(field) && value === '0') return true;
  if (value === null || value === undefined || value === '' || value === false || value === 0 || String(value) === '-1') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
