import type { Key } from '../../records/types.ts';
import type { Processor } from '../processor.ts';
import type { Step } from '../step.ts';
import { deleteDecisions } from './delete-decisions.ts';
import { deleteProcess } from './delete-process.ts';

/** Deletes a version of a process that has no running instances, of a form, or of a file of decisions. */
export const deleteResource: Processor<'RESOURCE_DELETION'> = (step, { value }) => {
  const { resourceKey } = value;
  const deletion = deletionOf(step, resourceKey);
  if (deletion === undefined) {
    return step.reject('NOT_FOUND', `Expected to delete resource but no resource found with key \`${resourceKey}\``);
  }
  if (!step.state.instancesOf.isEmpty(resourceKey)) {
    return step.reject('INVALID_STATE', `Expected to delete resource with key \`${resourceKey}\` but there are still running instances`);
  }
  const key = step.newKey();
  step.emitAndAnswer('RESOURCE_DELETION', 'DELETING', key, value);
  deletion();
  step.emit('RESOURCE_DELETION', 'DELETED', key, value);
};

function deletionOf(step: Step, resourceKey: Key): (() => void) | undefined {
  const process = step.state.processes.get('', resourceKey);
  if (process !== undefined) return () => deleteProcess(step, process);
  const form = step.state.forms.get('', resourceKey);
  if (form !== undefined) return () => step.emit('FORM', 'DELETED', step.newKey(), form);
  const requirements = step.state.decisionRequirements.get('', resourceKey);
  if (requirements !== undefined) return () => deleteDecisions(step, requirements);
  return undefined;
}
