import { z } from 'zod';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import { policies } from '../policy.ts';
import { createMaterial } from './create-material.ts';
import { getMaterial, listMaterials } from './material.ts';
import { materialPatchSchema, materialSchema, newMaterialSchema } from './schema.ts';
import { updateMaterial } from './update-material.ts';

const params = z.object({ id: z.string().min(1).max(128) });

export function materialRoutes(): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/materials', tag: 'Materials', summary: 'Material definitions by id',
      roles: 'signed-in',
      query: z.object({ q: z.string().max(128).optional(), incomplete: z.stringbool().optional(), cursor: z.string().max(128).optional() }),
      response: z.object({ items: z.array(materialSchema), nextCursor: z.string().optional() }),
      read: ({ query }, { knex }) => listMaterials(knex, query),
    }),
    defineRoute({
      method: 'get', path: '/api/materials/{id}', tag: 'Materials', summary: 'One material definition',
      roles: 'signed-in', params, response: materialSchema,
      read: ({ params: { id } }, { knex }) => getMaterial(knex, id),
    }),
    defineRoute({
      method: 'post', path: '/api/materials', tag: 'Materials', summary: 'Describes a new material',
      roles: policies['master-data.change'].roles, body: newMaterialSchema, response: materialSchema, status: 201,
      change: (tx, { body }) => createMaterial(tx, body),
    }),
    defineRoute({
      method: 'patch', path: '/api/materials/{id}', tag: 'Materials', summary: 'Changes or completes the master data of a material',
      roles: policies['master-data.change'].roles, params, body: materialPatchSchema, response: materialSchema,
      change: (tx, { params: { id }, body }) => updateMaterial(tx, id, body),
    }),
  ];
}
