import { NO_KEY } from '../records/types.ts';
import type { ProcessInstanceValue } from '../records/values.ts';
import { raiseIncident } from './bpmn/incidents.ts';
import { ProcessingFailure } from './failure.ts';
import type { Command, Step } from './step.ts';

/** Zeebe's limit for the records of one batch. */
export const BATCH_BYTES_MAX = 4 * 1024 * 1024;

/** The events of a step are more than `BATCH_BYTES_MAX`. */
export class BatchTooLarge extends Error {}

/** What becomes of a command whose own events are too many: an element stops in an incident, everything else is refused. */
export function refuseTooLarge(step: Step, command: Command): void {
  if (command.valueType === 'PROCESS_INSTANCE_MODIFICATION') {
    return step.reject(
      'INVALID_ARGUMENT',
      `Unable to modify process instance with key '${command.key}' as the size exceeds the maximum batch size. `
        + 'Please reduce the size by splitting the modification into multiple commands.',
    );
  }
  if (command.valueType !== 'PROCESS_INSTANCE' || command.intent === 'CANCEL') return step.reject('EXCEEDED_BATCH_RECORD_SIZE', '');
  const value = command.value as ProcessInstanceValue;
  const key = command.key === NO_KEY ? step.newKey() : command.key;
  const existing = step.state.element(key);
  if (existing === undefined) step.emit('PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', key, value);
  else if (command.intent === 'COMPLETE_ELEMENT' && existing.state === 'ACTIVATED') step.emit('PROCESS_INSTANCE', 'ELEMENT_COMPLETING', key, value);
  raiseIncident(step, key, value, new ProcessingFailure(
    'MESSAGE_SIZE_EXCEEDED',
    `Expected to process element '${value.elementId}', but exceeded MAX_MESSAGE_SIZE limitation. `
      + 'If you have large or many variables consider reducing these.',
  ));
}
