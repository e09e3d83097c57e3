import type { JsonText } from '../../expressions/index.ts';
import type { Key } from '../../records/types.ts';
import { localVariables } from '../../state/variable-scopes.ts';
import { setMember } from '../../members.ts';
import type { Step } from '../step.ts';

/**
 * The result of an instance that a client awaits. Collected now, while the variables are there; the returned function answers the client. Where
 * the instance is terminated instead, the client waits until its time is over, as in Zeebe.
 */
export function answerAwaitedResult(step: Step, processInstanceKey: Key): () => void {
  const awaited = step.awaitedResult(processInstanceKey);
  const instance = step.state.element(processInstanceKey);
  if (awaited === undefined || instance === undefined) return () => undefined;
  const all = localVariables(step.state, processInstanceKey);
  const variables: Record<string, JsonText> = {};
  for (const name in all) {
    if (awaited.fetchVariables.length === 0 || awaited.fetchVariables.includes(name)) setMember(variables, name, all[name]!);
  }
  const { bpmnProcessId, version, processDefinitionKey, tenantId } = instance.value;
  return () => {
    const value = { bpmnProcessId, version, processDefinitionKey, processInstanceKey, variables, tenantId };
    step.answers.set(awaited.request, {
      kind: 'event', key: processInstanceKey, valueType: 'PROCESS_INSTANCE_RESULT', intent: 'COMPLETED', value,
    });
  };
}
