import { z } from 'zod';
import type { Database } from '../../database/index.ts';
import { reportFault } from '../maintenance/report-fault.ts';
import { readSetting, writeSetting } from '../settings/settings.ts';
import { completeTask } from '../tasks/complete-task.ts';
import type { Library } from '../workflows/index.ts';

const setting = 'demo-played';
const pollMs = 500;

/** How the operators of the demo's first day weighed: by order and component, what the scale showed. */
const weighings: Readonly<Record<string, Readonly<Record<string, { lotId: string; quantity: string; comment?: string }>>>> = {
  'DEMO-0998': { CRBN0001: { lotId: 'CRBN0001-B', quantity: '4.012' }, CRBN0003: { lotId: 'CRBN0003-B', quantity: '1.998' } },
  'DEMO-0999': { CRBN0003: { lotId: 'CRBN0003-B', quantity: '3.42', comment: 'The feeder ran on after stop' } },
};

interface OpenTask {
  readonly key: string;
  readonly order_id: string;
  readonly material_id: string;
}

/**
 * Plays the demo plant's first day, so that a newcomer finds a finished order, a hold that waits for the inspector and a ticket in the
 * mailbox: by the same commands as people, once; after an interruption it goes on where it stopped. Returns the way to stop.
 */
export function playDemo(database: Database, library: Library, onError: (error: unknown) => void): () => Promise<void> {
  const stopping = new AbortController();
  const play = async (): Promise<void> => {
    if ((await readSetting(database.knex, setting, z.object({ at: z.string() }))) !== undefined) return;
    let left = Object.values(weighings).reduce((sum, components) => sum + Object.keys(components).length, 0);
    left -= await weighedAlready(database);
    while (left > 0 && !stopping.signal.aborted) {
      for (const task of await openTasks(database)) {
        const { comment, ...weighing } = weighings[task.order_id]![task.material_id]!;
        const values = { ...weighing, unit: 'kg', source: 'scale', ...(comment === undefined ? {} : { reportDeviation: true, comment }) };
        await database.transaction({ personId: 'operator', roles: ['operator'], source: 'demo' }, (tx) =>
          completeTask(tx, library, { key: task.key, values, person: { personId: 'operator', roles: ['operator'] } }));
        left--;
      }
      if (left > 0) await pause(stopping.signal);
    }
    if (stopping.signal.aborted) return;
    await database.transaction({ personId: 'operator', roles: ['operator'], source: 'demo' }, async (tx) => {
      await reportFault(tx, { equipmentId: 'BOX2', fault: 'Label printer does not print', faultId: 'demo-label-printer', severity: 'low', since: tx.now(), description: 'The ribbon was changed at shift start, since then every label is empty.' });
      await writeSetting(tx, setting, { at: tx.now() });
    });
  };
  const playing = play().catch(onError);
  return async () => {
    stopping.abort();
    await playing;
  };
}

async function weighedAlready(database: Database): Promise<number> {
  const rows = await database.knex('job_order').whereIn('order_id', Object.keys(weighings)).whereNotNull('actual_quantity').select('order_id', 'material_id');
  return (rows as { order_id: string; material_id: string }[]).filter((row) => weighings[row.order_id]?.[row.material_id] !== undefined).length;
}

async function openTasks(database: Database): Promise<OpenTask[]> {
  const rows = (await database.knex('user_task').join('job_order', 'job_order.id', 'user_task.job_order_id').where({ 'user_task.status': 'created', 'user_task.form_id': 'weighing' })
    .whereIn('user_task.order_id', Object.keys(weighings)).select('user_task.key', 'user_task.order_id', 'job_order.material_id')) as OpenTask[];
  return rows.filter((row) => weighings[row.order_id]?.[row.material_id] !== undefined);
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, pollMs);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
