import type { Knex } from 'knex';
import type { Role } from '../http/index.ts';
import { findScale } from '../equipment/equipment.ts';
import { activeHoldsOn } from '../lots/holds.ts';
import { isExpired } from '../lots/lot.ts';
import type { LotRow } from '../lots/lot.ts';
import type { Library } from '../workflows/library.ts';
import type { TaskDetail } from './schema.ts';
import { findTask, refuseOthers } from './task.ts';
import { presentTasks } from './worklist.ts';

/** A task with all that its screen shows: the form and what it starts with, live values, and the lots to choose from. */
export async function getTask(knex: Knex, library: Library, key: string, roles: readonly Role[], now: string): Promise<TaskDetail> {
  const row = await findTask(knex, key);
  refuseOthers(row, roles);
  const item = (await presentTasks(knex, [row]))[0]!;
  return {
    ...item,
    form: row.form_id === null ? null : (library.forms.get(row.form_id) ?? null),
    values: item.unit === null ? {} : { unit: item.unit, source: 'scale' },
    liveTags: item.workCenterId === null ? [] : await liveTags(knex, item.workCenterId),
    documents: [],
    lots: item.material === null ? [] : await candidateLots(knex, item.material.id, now),
  };
}

async function liveTags(knex: Knex, workCenterId: string): Promise<string[]> {
  const scale = await findScale(knex, workCenterId);
  return scale === null ? [] : ((await knex('tag').where({ equipment_id: scale.id }).orderBy('id').pluck('id')) as string[]);
}

/** Lots of the material, those that expire first before the others; unusable ones say why. */
async function candidateLots(knex: Knex, materialId: string, now: string): Promise<TaskDetail['lots']> {
  const lots = await knex<LotRow>('material_lot').where({ material_id: materialId }).whereIn('status', ['Available', 'Reserved', 'OnHold']).orderBy('id').limit(50);
  const holds = new Map((await activeHoldsOn(knex, { lot: lots.map(({ id }) => id) })).map((hold) => [hold.targetId, hold.reason]));
  const reasonOf = (lot: LotRow) =>
    holds.has(lot.id) || lot.status === 'OnHold' ? 'lot-on-hold' : isExpired(lot, now) ? 'lot-expired' : lot.incomplete === 1 ? 'lot-incomplete' : lot.status !== 'Available' ? 'lot-not-available' : null;
  return lots
    .map((lot) => {
      const reason = reasonOf(lot);
      return { id: lot.id, status: lot.status, quantity: lot.quantity, unit: lot.unit ?? '', expiresAt: lot.expires_at, locationId: lot.location_id, usable: reason === null, reason };
    })
    .sort((a, b) => Number(b.usable) - Number(a.usable) || (a.expiresAt ?? '9').localeCompare(b.expiresAt ?? '9'));
}
