import type { ElementInstance } from './state.ts';

/** The listeners begin with the first again: after the element's own work, or when it tries again what failed. */
export function withoutListenersDone({ listenersDone: _, ...element }: ElementInstance): ElementInstance {
  return element;
}
