import type { JsonText } from '../../expressions/index.ts';
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
  const loopCounter = numberOf(step, key);
  const items = inputItems(step, loop, key);
  const item = items[loopCounter - 1];
  if (item === undefined) {
    throw new ProcessingFailure(
      'EXTRACT_VALUE_ERROR',
      `Expected to read item at index ${loopCounter - 1} of the multiInstanceBody input collection but it contains only ${items.length} elements. `
        + 'The input collection might be modified while iterating over it.',
    );
  }
  if (loop.inputElement !== undefined) setLocalVariable(step, key, value, loop.inputElement, item);
  const output = loop.outputElement === undefined ? undefined : /^[A-Za-z_$][\w$]*(?=(\.[A-Za-z_$][\w$]*)*$)/.exec(feelText(loop.outputElement))?.[0];
  if (output !== undefined && output !== loop.inputElement && output !== 'loopCounter') setLocalVariable(step, key, value, output, 'null');
  setLocalVariable(step, key, value, 'loopCounter', String(loopCounter));
}

/** 1-based position of an inner instance. */
function numberOf(step: Step, innerKey: Key): number {
  return step.state.element(innerKey)?.loopCounter ?? 1;
}

/** An inner instance is about to complete: collects its output element; does the completion condition hold now? */
export function bodyBeforePath(step: Step, body: ElementInstance, innerKey: Key): boolean {
  const loop = loopOf(step, body);
  collectOutput(step, loop, body, innerKey);
  const { completionCondition } = loop;
  const conditionHolds = completionCondition !== undefined && evaluateBoolean(step, completionCondition, innerKey, new Map([
    ['numberOfInstances', String(body.childrenCreated)],
    ['numberOfActiveInstances', String(body.childCount - 1)],
    ['numberOfCompletedInstances', String(body.childrenCompleted + 1)],
    ['numberOfTerminatedInstances', String(body.childrenTerminated)],
  ]));
  // It is needed once the instance has completed: if it cannot be read any more, the instance waits here.
  inputItems(step, loop, body.key);
  return conditionHolds;
}

/** @throws ProcessingFailure where another element has made the collection something else, or too short. */
function collectOutput(step: Step, { outputCollection, outputElement }: Loop, body: ElementInstance, innerKey: Key): void {
  if (outputCollection === undefined || outputElement === undefined) return;
  const { json } = evaluateOrFail(step, outputElement, innerKey);
  const collection = step.state.variables.get(body.key, outputCollection)?.value ?? 'null';
  const number = numberOf(step, innerKey);
  const collected = collection.startsWith('[') ? splitArray(collection) : undefined;
  if (collected === undefined || number > collected.length) {
    const why = collected === undefined ? `because the type of the output collection is: ${storedType(collection)}`
      : `at position ${number} because the size of the collection is: ${collected.length}`;
    throw new ProcessingFailure(
      'EXTRACT_VALUE_ERROR',
      `Unable to update an item in output collection '${outputCollection}' ${why}. This may happen when multiple BPMN elements write to the same variable.`,
      body.key,
    );
  }
  collected[number - 1] = json;
  setLocalVariable(step, body.key, body.value, outputCollection, `[${collected.join(',')}]`);
}

/** The name that Zeebe's storage format has for the type of a value. */
function storedType(json: JsonText): string {
  if (json === 'null') return 'NIL';
  if (json === 'true' || json === 'false') return 'BOOLEAN';
  if (json.startsWith('"')) return 'STRING';
  if (json.startsWith('{')) return 'MAP';
  return /^-?\d+$/.test(json) ? 'INTEGER' : 'FLOAT';
}

/** An inner instance is done: the rest ends, the next begins, or the body is done. */
export function bodyAfterPath(step: Step, bodyKey: Key, conditionHolds: boolean): void {
  const body = step.state.element(bodyKey);
  if (body === undefined) return;
  const loop = loopOf(step, body);
  if (conditionHolds) {
    if (!terminateChildren(step, body) || loop.sequential) completeElement(step, bodyKey, body.value);
    return;
  }
  const size = inputItems(step, loop, bodyKey).length;
  if (loop.sequential && body.childrenCreated < size) activateElement(step, body.value, loop.inner, bodyKey, step.newKey());
  else if (isScopeDone(step, bodyKey) && body.childrenCompleted + body.childrenTerminated === size) completeElement(step, bodyKey, body.value);
}
