import { z } from 'zod';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import { policies } from '../policy.ts';
import { addPerson, changePerson } from './change-person.ts';
import { presentPerson } from './people.ts';
import type { PersonRow } from './people.ts';
import { newPersonSchema, personChangeSchema, personSchema } from './schema.ts';

/** @param pinSecret `plantSecret(database, 'pin')` */
export function personnelRoutes(pinSecret: string): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/people', tag: 'People', summary: 'Everybody who can sign in', roles: ['admin'],
      response: z.object({ items: z.array(personSchema) }),
      read: async (_input, { knex }) => ({ items: ((await knex('person').orderBy('username')) as PersonRow[]).map(presentPerson) }),
    }),
    defineRoute({
      method: 'post', path: '/api/people', tag: 'People', summary: 'Adds a person', roles: policies['people.manage'].roles, status: 201,
      body: newPersonSchema, response: personSchema,
      change: (tx, { body }) => addPerson(tx, body, pinSecret),
    }),
    defineRoute({
      method: 'patch', path: '/api/people/{id}', tag: 'People', summary: 'Changes a person: roles, password, active or not', roles: policies['people.manage'].roles,
      params: z.object({ id: z.string() }), body: personChangeSchema, response: personSchema,
      change: (tx, { params, body }) => changePerson(tx, params.id, body, pinSecret),
    }),
  ];
}
