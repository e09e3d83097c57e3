import type { ExecutableFlowNode } from '../../model/types.ts';
import type { Key } from '../../records/types.ts';
import type { ProcessInstanceValue, ProcessValue } from '../../records/values.ts';
import type { ElementInstance } from '../../state/state.ts';
import type { Processor } from '../processor.ts';
import type { Step } from '../step.ts';
import { migrateElement } from './element.ts';
import { concurrencyProblem, elementProblem, planProblem } from './rejections.ts';
import type { MigrationProblem } from './rejections.ts';
import { migrateSubscriptions, subscriptionProblem } from './subscriptions.ts';

/** Puts a running instance on another process definition, each active element on the one that the plan names. */
export const migrateProcessInstance: Processor<'PROCESS_INSTANCE_MIGRATION'> = (step, { key, value }) => {
  const root = step.state.element(key);
  if (root === undefined) {
    return step.reject('NOT_FOUND', `Expected to migrate process instance but no process instance found with key '${key}'`);
  }
  const target = step.state.processes.get('', value.targetProcessDefinitionKey);
  if (target === undefined) {
    return step.reject(
      'NOT_FOUND',
      `Expected to migrate process instance to process definition but no process definition found with key '${value.targetProcessDefinitionKey}'`,
    );
  }
  const { processDefinitionKey } = root.value;
  const sourceModel = step.state.models.process(processDefinitionKey);
  const about = { ...value, processInstanceKey: root.value.processInstanceKey };
  const plan = planProblem(sourceModel, step.state.models.process(target.processDefinitionKey), about);
  if (plan !== undefined) return step.reject(plan.type, plan.reason);
  const mapping = new Map([
    ...value.mappingInstructions.map(({ sourceElementId, targetElementId }) => [sourceElementId, targetElementId] as const),
    ...(root.value.bpmnElementType === 'PROCESS' ? [[sourceModel.id, target.bpmnProcessId] as const] : []),
  ]);
  const migrated = withChildren(step, root).map((instance) => ({ instance, ...migration(step, instance, target, mapping) }));
  const problem = migrated.map((each) => each.problem).find((each) => each !== undefined);
  if (problem !== undefined) return step.reject(problem.type, problem.reason);
  for (const { instance, value: migratedValue } of migrated) {
    const source = step.state.models.node(instance.value);
    migrateElement(step, instance, migratedValue);
    migrateSubscriptions(step, instance, source);
  }
  step.emitAndAnswer('PROCESS_INSTANCE_MIGRATION', 'MIGRATED', key, value);
};

/** The instance and all that is active in it, from the outside in; called instances stay as they are. */
function withChildren(step: Step, root: ElementInstance): ElementInstance[] {
  const found = [root];
  for (const instance of found) {
    for (const [child] of step.state.children.entries(instance.key)) found.push(step.state.element(child)!);
  }
  return found;
}

function migration(
  step: Step, instance: ElementInstance, target: ProcessValue, mapping: ReadonlyMap<string, string>,
): { readonly value: ProcessInstanceValue; readonly problem: MigrationProblem | undefined } {
  const { value } = instance;
  const targetId = mapping.get(value.elementId);
  const targetNode = targetId === undefined ? undefined
    : step.state.models.element(target.processDefinitionKey, targetId) as ExecutableFlowNode;
  const scopeKey: Key = value.flowScopeKey;
  const scopeId = step.state.element(scopeKey)?.value.elementId;
  const source = step.state.models.node(value);
  const problem = elementProblem(instance, source, targetNode, scopeId === undefined ? undefined : mapping.get(scopeId) ?? scopeId)
    ?? concurrencyProblem(step, instance)
    ?? (targetNode === undefined ? undefined : subscriptionProblem(step, instance, source, targetNode, mapping));
  return {
    problem,
    value: {
      ...value, processDefinitionKey: target.processDefinitionKey, bpmnProcessId: target.bpmnProcessId, version: target.version,
      elementId: targetId ?? value.elementId,
    },
  };
}
