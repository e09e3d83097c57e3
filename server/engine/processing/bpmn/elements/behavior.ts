import type { Step } from '../../step.ts';
import type { ElementContext } from '../context.ts';

/**
 * What an element type does on its way. The caller has written ELEMENT_ACTIVATING, ELEMENT_COMPLETING or ELEMENT_TERMINATING before; a
 * `ProcessingFailure` becomes an incident, and after its resolution the same function runs again.
 */
export interface ElementBehavior {
  activate(step: Step, context: ElementContext): void;
  /** Absent where the element completes within its activation. */
  complete?(step: Step, context: ElementContext): void;
  /** One of the element's execution listeners is done. */
  listenerDone?(step: Step, context: ElementContext): void;
  terminate(step: Step, context: ElementContext): void;
}
