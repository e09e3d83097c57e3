import { z } from 'zod';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import type { Library } from '../workflows/library.ts';
import { claimTask, unclaimTask } from './claim-task.ts';
import { completeTask, completionSchema } from './complete-task.ts';
import { taskDetailSchema, taskItemSchema } from './schema.ts';
import { findTask } from './task.ts';
import { getTask } from './task-detail.ts';
import { listTasks, presentTasks } from './worklist.ts';

const params = z.object({ key: z.string().regex(/^\d{1,20}$/, 'a task key is a number') });

export const taskRoutes = (library: Library): Route[] => [
  defineRoute({
    method: 'get', path: '/api/tasks', tag: 'Tasks', summary: 'The worklist: tasks for the caller\'s roles, and why some are blocked', roles: 'signed-in',
    query: z.object({ workCenterId: z.string().optional(), orderId: z.string().optional(), status: z.enum(['open', 'done']).optional() }),
    response: z.object({ items: z.array(taskItemSchema) }),
    read: async ({ query, caller }, { knex }) => ({ items: await listTasks(knex, query, caller.roles) }),
  }),
  defineRoute({
    method: 'get', path: '/api/tasks/{key}', tag: 'Tasks', summary: 'A task with its form, live tags and candidate lots', roles: 'signed-in', params, response: taskDetailSchema,
    read: ({ params: { key }, caller }, database) => getTask(database.knex, library, key, caller.roles, database.now()),
  }),
  ...(['claim', 'unclaim'] as const).map((action) =>
    defineRoute({
      method: 'post', path: `/api/tasks/{key}/${action}`, tag: 'Tasks', summary: action === 'claim' ? 'Takes a task for oneself' : 'Gives a task back', roles: 'signed-in', params, response: taskItemSchema,
      change: async (tx, { params: { key }, caller }) => {
        await (action === 'claim' ? claimTask : unclaimTask)(tx, { key, person: caller });
        return (await presentTasks(tx.knex, [await findTask(tx.knex, key)]))[0]!;
      },
    })),
  defineRoute({
    method: 'post', path: '/api/tasks/{key}/complete', tag: 'Tasks', summary: 'Completes a task: checks the form, books it, lets the process go on', roles: 'signed-in', params,
    body: z.object({ values: z.record(z.string(), z.unknown()) }), response: completionSchema,
    change: (tx, { params: { key }, body, caller }) => completeTask(tx, library, { key, values: body.values, person: caller }),
  }),
];
