import { expect } from 'chai';
import fc from 'fast-check';
import { drawStock } from '../../../server/mes/lots/draw-stock.ts';
import { receiveLot } from '../../../server/mes/lots/receive-lot.ts';
import { recordActivity } from '../../../server/mes/lots/record-activity.ts';
import { takeInLot } from '../../../server/mes/lots/take-in-lot.ts';
import { updateLot } from '../../../server/mes/lots/update-lot.ts';
import { Quantity } from '../../../server/mes/quantity.ts';
import { Refusal } from '../../../server/mes/refusal.ts';
import { openPlantDatabase } from '../../support/plant-database.ts';
import type { PlantDatabase } from '../../support/plant-database.ts';
import { layOutPlant } from '../plant.ts';

/** Grams up to a tonne. */
const grams = fc.integer({ min: 1, max: 1_000_000 }).map(String);
const step = fc.oneof(
  fc.record({ do: fc.constant('receive' as const), grams }),
  fc.record({ do: fc.constant('draw' as const), grams }),
  fc.record({ do: fc.constant('count' as const), grams }),
  fc.record({ do: fc.constant('container' as const), grams, n: fc.integer({ min: 1, max: 3 }) }),
);

describe('stock', () => {
  let plant: PlantDatabase;
  before(async () => {
    plant = await openPlantDatabase();
    await plant.database.transaction('system', layOutPlant);
  });
  after(() => plant.dispose());

  it('balances, whatever happens to a lot: received − consumed = remaining, and containers never hold more than their lot', async () => {
    let lots = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const lotId = `P-${++lots}`;
        for (const one of [{ do: 'receive' as const, grams: '1000' }, ...steps])
          await plant.database
            .transaction('system', async (tx) => {
              if (one.do === 'receive') await receiveLot(tx, { id: lotId, materialId: 'SALT', quantity: one.grams, unit: 'g' });
              else if (one.do === 'count') await updateLot(tx, lotId, { quantity: one.grams, unit: 'g', reason: 'counted' });
              else if (one.do === 'container') await takeInLot(tx, { lotId, materialId: 'SALT', sublots: [{ sublotId: `${lotId}-${one.n}`, status: 'Available', quantity: Quantity.of(one.grams, 'g') }] }, { note: () => undefined });
              else {
                const { inputs } = await drawStock(tx, { lotId, sublotId: null, materialId: 'SALT', quantity: Quantity.of(one.grams, 'g').convertTo('kg') });
                await recordActivity(tx, { type: 'consume', inputs, outputs: [{ lotId: 'SOMETHING', quantity: Quantity.of(one.grams, 'g') }] });
              }
            })
            .catch((error: unknown) => {
              if (!(error instanceof Refusal)) throw error;
            });
        const { knex } = plant.database;
        const sum = async (table: string): Promise<Quantity> => Quantity.sum(((await knex(table).where({ lot_id: lotId })) as { quantity: string; unit: string | null }[]).map((row) => Quantity.of(row.quantity, row.unit ?? 'kg')), 'kg');
        const { quantity, unit } = (await knex('material_lot').where({ id: lotId }).first()) as { quantity: string; unit: string };
        const remaining = Quantity.of(quantity, unit);
        expect((await sum('activity_output')).subtract(await sum('activity_input')).amount).to.equal(remaining.convertTo('kg').amount);
        expect(remaining.compare(await sum('material_sublot'))).to.be.at.least(0);
        expect(remaining.compare(Quantity.zero('kg'))).to.be.at.least(0);
      }),
      { numRuns: plant.database.dialect === 'mysql' ? 8 : 40 },
    );
  }).timeout(120_000);
});
