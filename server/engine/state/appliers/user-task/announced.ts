import type { Applier } from '../applier.ts';

/** CREATED, ASSIGNING, UPDATING, COMPLETING and CANCELING announce or confirm: the event beside them changes the state. */
export const userTaskAnnounced: Applier<'USER_TASK'> = () => undefined;
