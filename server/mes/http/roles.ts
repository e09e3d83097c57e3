import { z } from 'zod';

/** What a person may be at the plant; a person can be several. */
export const roleSchema = z.enum(['operator', 'inspector', 'maintenance', 'planner', 'engineer', 'supervisor', 'admin']);
export type Role = z.infer<typeof roleSchema>;

export const everyRole: readonly Role[] = roleSchema.options;

/** A supervisor stands in for these. */
const standsInFor: readonly Role[] = ['operator', 'inspector', 'planner'];

/** Whether somebody with `held` roles may do what is open to `wanted`: an admin may all, a supervisor what those he stands in for may. */
export function mayActAs(held: readonly Role[], wanted: readonly Role[]): boolean {
  return (
    held.includes('admin') ||
    wanted.some((role) => held.includes(role)) ||
    (held.includes('supervisor') && wanted.some((role) => standsInFor.includes(role)))
  );
}
