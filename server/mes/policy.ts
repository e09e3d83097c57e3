import type { Tx } from '../database/index.ts';
import { mayActAs } from './http/roles.ts';
import type { Role } from './http/roles.ts';
import { Refusal } from './refusal.ts';

interface Policy {
  readonly roles: readonly [Role, ...Role[]];
  /** Whether the ERP may, by its token. */
  readonly erpToken?: true;
  /** Whether the reader of a mail may, by the signed link in it. */
  readonly ticketLinks?: true;
}

/**
 * Who may change what. Routes name their roles from here and commands ask here again, so that a command is guarded whichever
 * way it is reached: a task of a diagram that names no group does not let everybody weigh or release holds.
 */
export const policies = {
  'orders.plan': { roles: ['planner'] },
  'erp.import': { roles: ['planner'], erpToken: true },
  'stock.receive': { roles: ['planner', 'operator'] },
  'stock.correct': { roles: ['planner'] },
  'master-data.change': { roles: ['planner', 'engineer'] },
  'components.weigh': { roles: ['operator'] },
  'holds.place': { roles: ['inspector', 'planner', 'engineer'] },
  'holds.decide': { roles: ['inspector'] },
  'tickets.work': { roles: ['maintenance', 'supervisor'], ticketLinks: true },
  'incidents.resolve': { roles: ['engineer'] },
  'effects.retry': { roles: ['engineer'] },
  'effects.dismiss': { roles: ['engineer', 'planner'] },
  'people.manage': { roles: ['admin'] },
} as const satisfies Record<string, Policy>;

/** @throws Refusal not-allowed unless the transaction's actor is the plant itself or may by the policy */
export function requirePolicy({ actor }: Pick<Tx, 'actor'>, name: keyof typeof policies): void {
  const { roles, erpToken, ticketLinks }: Policy = policies[name];
  if (mayActAs(actor.roles, roles)) return;
  if ((erpToken === true && actor.source === 'erp-token') || (ticketLinks === true && actor.source === 'ticket-link')) return;
  throw new Refusal({
    code: 'not-allowed', status: 403, title: 'Not allowed', detail: `This is for: ${roles.join(', ')}.`, nextStep: 'Ask somebody who has one of these roles.', params: { roles: [...roles], policy: name },
  });
}
