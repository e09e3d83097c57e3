import type { ElementBehavior } from './behavior.ts';
import { passThrough } from './plain-task.ts';
import { terminateThenResolve } from './termination.ts';

/** Passed through, with its output mappings. Message events with `zeebe:publishMessage` too: Zeebe 8.5 knows the extension, but publishes nothing. */
export const noneThrowEvent: ElementBehavior = { ...passThrough, terminate: terminateThenResolve };
