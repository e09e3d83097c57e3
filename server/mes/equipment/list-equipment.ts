import type { Knex } from 'knex';
import { activeHoldsOn } from '../lots/holds.ts';
import { presentEquipment } from './equipment.ts';
import type { EquipmentRow } from './equipment.ts';
import type { EquipmentItem } from './schema.ts';

interface TagRow {
  id: string;
  equipment_id: string;
  meaning: string;
  unit: string | null;
  value: string | null;
  quality: string | null;
  source_time: string | null;
  received_at: string | null;
}

/** All equipment by id, each with its tags' last values; the client builds the tree from `parentId`. */
export async function listEquipment(knex: Knex, only: { level?: EquipmentRow['level'] } = {}): Promise<EquipmentItem[]> {
  const rows = await knex<EquipmentRow>('equipment').where(only).orderBy('id');
  const tags: TagRow[] = await knex('tag').leftJoin('sample_last', 'sample_last.tag_id', 'tag.id').orderBy('tag.id')
    .select('tag.id', 'tag.equipment_id', 'tag.meaning', 'tag.unit', 'sample_last.value', 'sample_last.quality', 'sample_last.source_time', 'sample_last.received_at');
  const holds = await activeHoldsOn(knex, { equipment: rows.map((row) => row.id) });
  const tickets: { equipment_id: string | null }[] = await knex('ticket').whereNot({ status: 'Closed' }).select('equipment_id');
  return rows.map((row) => {
    const own = tags.filter((tag) => tag.equipment_id === row.id);
    const seen = own.filter((tag) => tag.quality !== null);
    return {
      ...presentEquipment(row),
      tags: own.map((tag) => ({ id: tag.id, meaning: tag.meaning, unit: tag.unit, value: tag.value, quality: tag.quality, sourceTime: tag.source_time, receivedAt: tag.received_at })),
      connected: seen.length === 0 ? null : seen.every((tag) => tag.quality === 'good'),
      holdCount: holds.filter((hold) => hold.targetId === row.id).length,
      openTickets: tickets.filter((ticket) => ticket.equipment_id === row.id).length,
    };
  });
}
