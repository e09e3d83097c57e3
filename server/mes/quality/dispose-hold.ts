import { z } from 'zod';
import type { Tx } from '../../database/index.ts';
import { requirePolicy } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { detailsOf, lockHold, lotOf } from './hold.ts';
import { tellHold } from './place-hold.ts';
import { nothingToScrap } from './scrap-lot.ts';

export const dispositionSchema = z.object({ decision: z.enum(['Release', 'Scrap']), comment: z.string().min(1).max(2000) });
export type Disposition = z.output<typeof dispositionSchema>;

/** Books an inspector's decision on a hold; the process then carries it out. The result is what it goes on with. A hold that ended meanwhile takes only what it ended with. */
export async function disposeHold(tx: Tx, { holdId, decision, comment }: Disposition & { holdId: string }): Promise<Disposition & { decidedBy: string }> {
  requirePolicy(tx, 'holds.decide');
  const hold = await lockHold(tx.knex, holdId);
  if (hold.released_at !== null && hold.disposition === decision) return { decision, comment, decidedBy: tx.actor.personId };
  if (hold.released_at !== null)
    throw new Refusal({ code: 'hold-released', status: 409, title: 'Hold released', detail: `This hold was ended on ${hold.released_at}.`, params: { holdId, releasedAt: hold.released_at } });
  if (decision === 'Scrap' && (await lotOf(tx.knex, hold)) === null) throw nothingToScrap(hold);
  const decidedBy = tx.actor.personId;
  await tx.knex('hold').where({ id: holdId }).update({ disposition: decision, details: JSON.stringify({ ...detailsOf(hold), comment, decidedBy, decidedAt: tx.now() }) });
  tx.audit('hold.decided', { type: hold.target_type, id: hold.target_id }, { holdId, decision, comment });
  tellHold(tx, hold, 'decided');
  return { decision, comment, decidedBy };
}
