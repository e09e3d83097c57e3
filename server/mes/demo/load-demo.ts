import { z } from 'zod';
import type { Database } from '../../database/index.ts';
import { addPerson } from '../personnel/index.ts';
import { plantSecret, readSetting, writeSetting } from '../settings/settings.ts';
import { loadEquipment } from './equipment.ts';
import { loadMaterials } from './materials.ts';
import { loadOrders } from './orders.ts';
import { demoUsers } from './people.ts';

const setting = 'demo-plant';

/** Loads the demo plant into an empty plant, all of it or nothing, through the same commands as everybody; once. Returns whether it did. */
export async function loadDemo(database: Database): Promise<boolean> {
  const pinSecret = await plantSecret(database, 'pin');
  return await database.transaction('system', async (tx) => {
    if (await isDemo(tx.knex)) return false;
    if ((await tx.knex('person').first('id')) !== undefined || (await tx.knex('equipment').first('id')) !== undefined) return false;
    for (const { username, password, name, roles } of demoUsers)
      await addPerson(tx, { id: username, username, password, name, roles: [...roles], email: `${username}@demo.takt.example`, locale: 'en' }, pinSecret);
    await loadEquipment(tx);
    await loadMaterials(tx);
    await loadOrders(tx);
    await writeSetting(tx, setting, { loadedAt: tx.now() });
    return true;
  });
}

/** Whether the plant is the demo plant, whose people and machines are public. */
export async function isDemo(knex: Database['knex']): Promise<boolean> {
  return (await readSetting(knex, setting, z.object({ loadedAt: z.string() }))) !== undefined;
}
