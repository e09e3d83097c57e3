import { splitArray } from '../../records/document.ts';
import type { Key } from '../../records/types.ts';
import type { ElementInstance } from '../../state/state.ts';
import { evaluateBoolean, evaluateOrFail, feelText } from '../expressions.ts';
import { ProcessingFailure } from '../failure.ts';
import type { Step } from '../step.ts';
import { setLocalVariable } from '../variables.ts';
import type { ElementContext } from './context.ts';
import { inputItems } from './input-collection.ts';
import { activateElement, completeElement, isScopeDone, terminateChildren } from './transitions.ts';

type Loop = NonNullable<ElementContext['node']['multiInstance']>;

export function loopOf(step: Step, body: Pick<ElementInstance, 'value'>): Loop {
  const { multiInstance } = step.state.models.node(body.value);
  if (multiInstance === undefined) throw new Error(`${body.value.elementId} is no multi-instance activity`);
  return multiInstance;
}

/** Gives an inner instance its item, an empty output element and its number. */
export function prepareInner(step: Step, body: ElementInstance, { key, value }: ElementContext): void {
  const loop = loopOf(step, body);
  const loopCounter = step.state.element(key)!.loopCounter ?? 1;
  const items = inputItems(step, loop, body.key);
  const item = items[loopCounter - 1];
  if (item === undefined) {
    throw new ProcessingFailure(
      'EXTRACT_VALUE_ERROR',
      `Expected to read item at index ${loopCounter} of the multiInstanceBody input collection but it contains only ${items.length} elements. `
        + 'The input collection might be modified while iterating over it.',
      body.key,
    );
  }
  if (loop.inputElement !== undefined) setLocalVariable(step, key, value, loop.inputElement, item);
  const output = loop.outputElement === undefined ? undefined : /^[A-Za-z_$][\w$]*(?=(\.[A-Za-z_$][\w$]*)*$)/.exec(feelText(loop.outputElement))?.[0];
  if (output !== undefined && output !== loop.inputElement && step.state.variables.get(key, output) === undefined) {
    setLocalVariable(step, key, value, output, 'null');
  }
  setLocalVariable(step, key, value, 'loopCounter', String(loopCounter));
}

/** An inner instance is about to complete: collects its output element; does the completion condition hold now? */
export function bodyBeforePath(step: Step, body: ElementInstance, innerKey: Key): boolean {
  const loop = loopOf(step, body);
  collectOutput(step, loop, body, innerKey);
  if (loop.completionCondition === undefined) return false;
  const completed = body.childrenCompleted + 1;
  return evaluateBoolean(step, loop.completionCondition, innerKey, new Map([
    ['numberOfInstances', String(inputItems(step, loop, body.key).length)],
    ['numberOfActiveInstances', String(body.childCount - 1)],
    ['numberOfCompletedInstances', String(completed)],
    ['numberOfTerminatedInstances', String(body.childrenTerminated)],
  ]));
}

function collectOutput(step: Step, loop: Loop, body: ElementInstance, innerKey: Key): void {
  if (loop.outputCollection === undefined || loop.outputElement === undefined) return;
  const { json } = evaluateOrFail(step, loop.outputElement, innerKey);
  const collected = splitArray(step.state.variables.get(body.key, loop.outputCollection)?.value ?? '[]');
  const index = (step.state.element(innerKey)?.loopCounter ?? 1) - 1;
  while (collected.length < index) collected.push('null');
  collected[index] = json;
  setLocalVariable(step, body.key, body.value, loop.outputCollection, `[${collected.join(',')}]`);
}

/** An inner instance is done: the rest ends, the next begins, or the body is done. */
export function bodyAfterPath(step: Step, bodyKey: Key, conditionHolds: boolean): void {
  const body = step.state.element(bodyKey);
  if (body === undefined) return;
  const loop = loopOf(step, body);
  if (conditionHolds) {
    if (!terminateChildren(step, body)) completeElement(step, bodyKey, body.value);
    return;
  }
  const size = inputItems(step, loop, bodyKey).length;
  if (loop.sequential && body.childrenCreated < size) activateElement(step, body.value, loop.inner, bodyKey, step.newKey());
  else if (isScopeDone(step, bodyKey) && body.childrenCreated >= size) completeElement(step, bodyKey, body.value);
}
