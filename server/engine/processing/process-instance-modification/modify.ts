import type { Key } from '../../records/types.ts';
import type { Processor } from '../processor.ts';
import { activateByInstruction } from './activation.ts';
import { modificationProblem } from './rejections.ts';
import { terminateByInstruction } from './termination.ts';

/** Activates and terminates elements of a running instance, wherever its tokens are. */
export const modifyProcessInstance: Processor<'PROCESS_INSTANCE_MODIFICATION'> = (step, { key, value }) => {
  const given = step.state.element(key);
  const instance = given === undefined ? undefined : step.state.element(given.value.processInstanceKey);
  if (instance === undefined) {
    return step.reject('NOT_FOUND', `Expected to modify process instance but no process instance found with key '${key}'`);
  }
  const problem = modificationProblem(step, instance, value);
  if (problem !== undefined) return step.reject('INVALID_ARGUMENT', problem);
  const needed = new Set<Key>();
  const activateInstructions = value.activateInstructions.map((instruction) => {
    const ancestorScopeKeys = activateByInstruction(step, instance, instruction);
    for (const scope of ancestorScopeKeys) needed.add(scope);
    return { ...instruction, ancestorScopeKeys };
  });
  for (const { elementInstanceKey } of value.terminateInstructions) terminateByInstruction(step, elementInstanceKey, needed);
  step.emitAndAnswer('PROCESS_INSTANCE_MODIFICATION', 'MODIFIED', key, { ...value, activateInstructions, ancestorScopeKeys: [...needed] });
};
