import type { Processor } from '../processor.ts';
import { deleteProcess } from './delete-process.ts';

export const deleteResource: Processor<'RESOURCE_DELETION'> = (step, { value }) => {
  const { resourceKey } = value;
  const process = step.state.processes.get('', resourceKey);
  if (process === undefined) {
    return step.reject('NOT_FOUND', `Expected to delete resource but no resource found with key \`${resourceKey}\``);
  }
  if (!step.state.instancesOf.isEmpty(resourceKey)) {
    return step.reject('INVALID_STATE', `Expected to delete resource with key \`${resourceKey}\` but there are still running instances`);
  }
  const key = step.newKey();
  step.emitAndAnswer('RESOURCE_DELETION', 'DELETING', key, value);
  deleteProcess(step, process);
  step.emit('RESOURCE_DELETION', 'DELETED', key, value);
};
