import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { open } from 'lmdb';
import { openEngine } from '../../../server/engine/index.ts';
import type { LogRecord } from '../../../server/engine/records/types.ts';
import { Store } from '../../../server/engine/state/storage/store.ts';
import type { Table } from '../../../server/engine/state/storage/store.ts';

type Row = { readonly n: number; readonly texts: Readonly<Record<string, string>> };
type Action =
  | { readonly do: 'put'; readonly group: string; readonly key: string; readonly n: number }
  | { readonly do: 'remove'; readonly group: string; readonly key: string }
  | { readonly do: 'keep' | 'drop' | 'commit' | 'reopen' | 'kill' };

const FIRST_KEY = 2251799813685249;
/** So small that a journal file is full after a commit or two. */
const JOURNAL_FILE_BYTES = 2 * 4_096;
/** Keys as the engine gives them, and names as people do. */
const engineKey = fc.nat({ max: 12 }).map((n) => String(FIRST_KEY + n));
const name = fc.constantFrom('', 'a', 'b', '__proto__', 'ä', 'a\u0001', '\ufb01', '\u{1f600}', 'long'.repeat(100));
const change = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('put' as const), group: engineKey, key: name, n: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), group: engineKey, key: name }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('keep' as const, 'drop' as const, 'commit' as const, 'reopen' as const, 'kill' as const) }) },
);

/** What a table must be like: a map that forgets what was dropped. */
class Model {
  committed = new Map<string, Map<string, Row>>();
  kept = new Map<string, Map<string, Row>>();
  rows = new Map<string, Map<string, Row>>();

  group(group: string): Map<string, Row> {
    const rows = this.rows.get(group) ?? new Map<string, Row>();
    this.rows.set(group, rows);
    return rows;
  }

  keep(): void {
    this.kept = copy(this.rows);
  }

  drop(): void {
    this.rows = copy(this.kept);
  }
}

const copy = (rows: Map<string, Map<string, Row>>) => new Map([...rows].map(([group, own]) => [group, new Map(own)]));

describe('the store', () => {
  let dataDir: string;
  beforeEach(() => { dataDir = mkdtempSync(path.join(tmpdir(), 'takt-store-')); });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  for (const part of ['group', undefined] as const) {
    it(`gives what was written, kept and committed, in any order of these (${part ?? 'no'} engine key)`, async () => {
      await fc.assert(fc.asyncProperty(fc.array(change, { maxLength: 40 }), async (actions) => {
        let own = mkdtempSync(path.join(dataDir, 'run-'));
        const model = new Model();
        const opened = () => {
          const store = new Store(path.join(own, 'engine.mdb'), 64, JOURNAL_FILE_BYTES);
          const table = store.table<Row>('rows', part);
          store.newKeysAfter(String(FIRST_KEY + (actions.length % 12)));
          return { store, table };
        };
        let { store, table } = opened();
        const commit = async () => {
          store.keepCommand();
          model.keep();
          model.committed = copy(model.kept);
          await store.commit([]);
        };
        // What lies on disk from before is not known to be new.
        table.put(String(FIRST_KEY), 'a', { n: -1, texts: { left: 'behind' } });
        model.group(String(FIRST_KEY)).set('a', { n: -1, texts: { left: 'behind' } });
        await commit();
        for (const action of actions as Action[]) {
          switch (action.do) {
            case 'put': {
              const row = { n: action.n, texts: Object.fromEntries([[action.key, 'x']]) };
              table.put(action.group, action.key, row);
              model.group(action.group).set(action.key, row);
              break;
            }
            case 'remove':
              table.remove(action.group, action.key);
              model.group(action.group).delete(action.key);
              break;
            case 'keep':
              store.keepCommand();
              model.keep();
              break;
            case 'drop':
              store.dropCommand();
              model.drop();
              break;
            case 'commit':
              await commit();
              break;
            case 'reopen':
              await commit();
              await store.close();
              ({ store, table } = reopened(own, part, model));
              break;
            case 'kill': {
              // A kill leaves the files as they are.
              const left = mkdtempSync(path.join(dataDir, 'left-'));
              cpSync(own, left, { recursive: true });
              await store.close();
              own = left;
              model.kept = copy(model.committed);
              model.drop();
              ({ store, table } = reopened(own, part, model));
            }
          }
          same(table, model);
        }
        await store.close();
      }), { numRuns: 60 });
    }).timeout(60_000);
  }

  it('reads while a commit is being written what that commit and later commands wrote', async () => {
    const store = new Store(path.join(dataDir, 'engine.mdb'), 64);
    const table = store.table<Row>('rows');
    table.put('', 'a', { n: 1, texts: {} });
    table.put('', 'b', { n: 1, texts: {} });
    const written = store.commit([]);
    table.put('', 'a', { n: 2, texts: {} });
    table.remove('', 'b');
    table.put('', 'c', { n: 3, texts: {} });
    expect([...table.entries('')].map(([key, { n }]) => [key, n])).to.deep.equal([['a', 2], ['c', 3]]);
    await written;
    expect([...table.entries('')].map(([key, { n }]) => [key, n])).to.deep.equal([['a', 2], ['c', 3]]);
    await store.close();
  });

  for (const fileBytes of [JOURNAL_FILE_BYTES, 4 * 1024 * 1024])
    it(`gives the records as they were, from any position, in portions, from journal files of ${fileBytes / 1024} kB`, async () => {
      const store = new Store(path.join(dataDir, 'engine.mdb'), 64, fileBytes);
      const records = Array.from({ length: 700 }, (_, i) => record(i + 1));
      for (const [from, to] of [[0, 400], [400, 650], [650, 700]] as const) {
        await store.commit(records.slice(from, to));
        expect(store.recordsAfter(0, 1_000)).to.deep.equal(records.slice(0, to));
        expect(store.recordsAfter(300, 5)).to.deep.equal(records.slice(300, 305));
        expect(store.lastPosition).to.equal(to);
      }
      await store.compactLog(600);
      expect(store.recordsAfter(0, 1)[0]!.position).to.be.within(2, 601);
      expect(store.recordsAfter(600, 1_000)).to.deep.equal(records.slice(600));
      await store.close();
    });

  it('refuses the data of another version with what to do', async () => {
    const root = open({ path: path.join(dataDir, 'engine.mdb'), maxDbs: 4 });
    await root.openDB({ name: 'state', encoding: 'msgpack' }).put('counter', 1);
    await root.close();
    const refusal = await openEngine({ dataDir }).then(() => '', (error: unknown) => String(error));
    expect(refusal).to.match(/written by another version of Takt \(layout 1, this one reads 3\): run that version, or start/);
  });
});

function reopened(dataDir: string, part: 'group' | undefined, model: Model): { store: Store; table: Table<Row> } {
  const store = new Store(path.join(dataDir, 'engine.mdb'), 64, JOURNAL_FILE_BYTES);
  const table = store.table<Row>('rows', part);
  store.newKeysAfter([...model.rows.keys()].sort().at(-1) ?? String(FIRST_KEY));
  return { store, table };
}

function same(table: Table<Row>, model: Model): void {
  for (let n = 0; n <= 12; n++) {
    const group = String(FIRST_KEY + n);
    const rows = model.rows.get(group) ?? new Map<string, Row>();
    const byNumber = (all: Iterable<Row>) => [...all].map((row) => JSON.stringify(row)).sort();
    expect(byNumber([...table.entries(group)].map(([, row]) => row))).to.deep.equal(byNumber(rows.values()));
    expect(table.isEmpty(group)).to.equal(rows.size === 0);
    for (const [key, row] of rows) expect(table.get(group, key)).to.deep.equal(row);
    for (const key of ['', 'a', 'b']) if (!rows.has(key)) expect(table.get(group, key)).to.equal(undefined);
  }
}

function record(position: number): LogRecord {
  const rejected = position % 7 === 0;
  return {
    position, sourceRecordPosition: position - 1, key: String(FIRST_KEY + position), timestamp: 1_700_000_000_000 + position,
    recordType: rejected ? 'COMMAND_REJECTION' : 'EVENT', valueType: position % 2 === 0 ? 'VARIABLE' : 'JOB', intent: 'CREATED',
    rejectionType: rejected ? 'NOT_FOUND' : 'NULL_VAL', rejectionReason: rejected ? 'not "there"' : '', partitionId: 1, brokerVersion: '8.5.8',
    recordVersion: 1, value: position % 3 === 0 ? { name: 'a', value: '1' } : { value: '12.50', variables: { x: '"ü"' }, name: null, list: [{ a: 1 }] },
    authorizations: { authorized_tenants: ['<default>'] },
  };
}
