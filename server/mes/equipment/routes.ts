import { z } from 'zod';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import { policies } from '../policy.ts';
import { createEquipment } from './create-equipment.ts';
import { listEquipment } from './list-equipment.ts';
import { equipmentItemSchema, equipmentPatchSchema, equipmentSchema, newEquipmentSchema } from './schema.ts';
import { updateEquipment } from './update-equipment.ts';

const tag = 'Equipment';
const list = z.object({ items: z.array(equipmentItemSchema) });

export function equipmentRoutes(): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/equipment', tag, summary: 'The plant\'s equipment with states, tags and last values', roles: 'signed-in', response: list,
      read: async (_, { knex }) => ({ items: await listEquipment(knex) }),
    }),
    defineRoute({
      method: 'get', path: '/api/work-centers', tag, summary: 'Where work is done', roles: 'signed-in', response: list,
      read: async (_, { knex }) => ({ items: await listEquipment(knex, { level: 'WorkCenter' }) }),
    }),
    defineRoute({
      method: 'post', path: '/api/equipment', tag, summary: 'Adds a piece of equipment to the plant', roles: policies['master-data.change'].roles,
      body: newEquipmentSchema, response: equipmentSchema, status: 201,
      change: (tx, { body }) => createEquipment(tx, body),
    }),
    defineRoute({
      method: 'patch', path: '/api/equipment/{id}', tag, summary: 'Changes or completes a piece of equipment', roles: policies['master-data.change'].roles,
      params: z.object({ id: z.string().min(1).max(128) }), body: equipmentPatchSchema, response: equipmentSchema,
      change: (tx, { params: { id }, body }) => updateEquipment(tx, id, body),
    }),
  ];
}
