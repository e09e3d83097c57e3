import type { Knex } from 'knex';
import { getLotRow } from './lot.ts';

interface Moment {
  at: string;
  kind: string;
  code: string;
  params: Record<string, unknown>;
  personId: string;
}

/** What happened to the lot and with it, oldest first: events of its order, its activities, its holds. Texts are codes with parameters. */
export async function lotHistory(knex: Knex, lotId: string) {
  const lot = await getLotRow(knex, lotId);
  const events: { at: string; kind: string; person_id: string; details: string; order_id: string }[] = await knex('production_event')
    .where({ lot_id: lotId })
    .modify((query) => void (lot.order_id === null || query.orWhere({ order_id: lot.order_id })));
  const ends: { at: string; type: string; person_id: string; order_id: string | null; quantity: string; unit: string | null; sublot_id: string | null; way: 'in' | 'out' }[] = [];
  for (const [table, way] of [['activity_input', 'out'], ['activity_output', 'in']] as const)
    ends.push(
      ...(await knex(table).join('activity as a', 'a.id', `${table}.activity_id`).where(`${table}.lot_id`, lotId)
        .select('a.at', 'a.type', 'a.person_id', 'a.order_id', `${table}.quantity`, `${table}.unit`, `${table}.sublot_id`)).map((row: Omit<(typeof ends)[number], 'way'>) => ({ ...row, way })),
    );
  const holds: { id: string; placed_at: string; placed_by: string; released_at: string | null; released_by: string | null; reason: string; reason_code: string; disposition: string | null }[] =
    await knex('hold').where({ target_type: 'lot', target_id: lotId });
  const moments: Moment[] = [
    ...events.map((event) => ({ at: event.at, kind: 'event', code: event.kind, params: { orderId: event.order_id, ...(JSON.parse(event.details) as object) }, personId: event.person_id })),
    ...ends.filter((end) => !(end.type === 'consume' && end.way === 'in')).map((end) => ({
      at: end.at, kind: 'activity', code: `activity.${end.type}.${end.way}`, params: { orderId: end.order_id, quantity: end.quantity, unit: end.unit, sublotId: end.sublot_id }, personId: end.person_id,
    })),
    ...holds.flatMap((hold) => [
      { at: hold.placed_at, kind: 'hold', code: 'hold.placed', params: { holdId: hold.id, reason: hold.reason, reasonCode: hold.reason_code }, personId: hold.placed_by },
      ...(hold.released_at === null ? [] : [{ at: hold.released_at, kind: 'hold', code: 'hold.released', params: { holdId: hold.id, disposition: hold.disposition }, personId: hold.released_by ?? 'system' }]),
    ]),
  ];
  const people = new Map((await knex<{ id: string; name: string }>('person').whereIn('id', [...new Set(moments.map((moment) => moment.personId))]).select('id', 'name')).map((row) => [row.id, row.name]));
  return { items: moments.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map((moment) => ({ ...moment, person: people.get(moment.personId) ?? null })) };
}
