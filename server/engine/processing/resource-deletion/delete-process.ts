import type { ProcessValue } from '../../records/values.ts';
import { latestVersion } from '../../state/process-versions.ts';
import { cancelStartTimers, closeStarts, createStartTimers, openStarts } from '../deployment/start-events.ts';
import type { Step } from '../step.ts';

/** Where the latest version goes, the one before starts by itself again. */
export function deleteProcess(step: Step, process: ProcessValue): void {
  const { bpmnProcessId, processDefinitionKey } = process;
  const wasLatest = latestVersion(step.state, bpmnProcessId)?.processDefinitionKey === processDefinitionKey;
  step.emit('PROCESS', 'DELETING', step.newKey(), process);
  if (wasLatest) {
    cancelStartTimers(step, processDefinitionKey);
    closeStarts(step, processDefinitionKey);
    const previous = latestVersion(step.state, bpmnProcessId);
    if (previous !== undefined) {
      const model = step.state.models.process(previous.processDefinitionKey);
      createStartTimers(step, model, previous);
      openStarts(step, model, previous);
    }
  }
  step.emit('PROCESS', 'DELETED', step.newKey(), process);
}
