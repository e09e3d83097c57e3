import type { Applier } from '../applier.ts';

/** Zeebe 8.5 announces it, but keeps the task as it was: its later records still name the old process and element. */
export const userTaskMigrated: Applier<'USER_TASK'> = () => undefined;
