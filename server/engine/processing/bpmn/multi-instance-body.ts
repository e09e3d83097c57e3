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
  const loopCounter = step.state.element(key)!.loopCounter ?? 1;
  const items = inputItems(step, loop, key);
  const item = items[loopCounter - 1];
  if (item === undefined) {
    throw new ProcessingFailure(
      'EXTRACT_VALUE_ERROR',
      `Expected to read item at index ${loopCounter - 1} of the multiInstanceBody input collection but it contains only ${items.length} elements. `
        + 'The input collection might be modified while iterating over it.',
      key,
    );
  }
  if (loop.inputElement !== undefined) setLocalVariable(step, key, value, loop.inputElement, item);
  const output = loop.outputElement === undefined ? undefined : /^[A-Za-z_$][\w$]*(?=(\.[A-Za-z_$][\w$]*)*$)/.exec(feelText(loop.outputElement))?.[0];
  if (output !== undefined && output !== loop.inputElement && output !== 'loopCounter') setLocalVariable(step, key, value, output, 'null');
  setLocalVariable(step, key, value, 'loopCounter', String(loopCounter));
}

/** An inner instance is about to complete: collects its output element; does the completion condition hold now? */
export function bodyBeforePath(step: Step, body: ElementInstance, innerKey: Key): boolean {
  const loop = loopOf(step, body);
  collectOutput(step, loop, body, innerKey);
  const holds = loop.completionCondition !== undefined && evaluateBoolean(step, loop.completionCondition, innerKey, new Map([
    ['numberOfInstances', String(body.childrenCreated)],
    ['numberOfActiveInstances', String(body.childCount - 1)],
    ['numberOfCompletedInstances', String(body.childrenCompleted + 1)],
    ['numberOfTerminatedInstances', String(body.childrenTerminated)],
  ]));
  inputItems(step, loop, body.key);
  return holds;
}

function collectOutput(step: Step, loop: Loop, body: ElementInstance, innerKey: Key): void {
  if (loop.outputCollection === undefined || loop.outputElement === undefined) return;
  const { json } = evaluateOrFail(step, loop.outputElement, innerKey);
  const position = step.state.element(innerKey)?.loopCounter ?? 1;
  const collected = writableCollection(step.state.variables.get(body.key, loop.outputCollection)?.value ?? '[]', loop.outputCollection, position, body.key);
  collected[position - 1] = json;
  setLocalVariable(step, body.key, body.value, loop.outputCollection, `[${collected.join(',')}]`);
}

/** Anyone may have written to the variable of the output collection. */
function writableCollection(json: JsonText, name: string, position: number, scopeKey: Key): JsonText[] {
  const hint = 'This may happen when multiple BPMN elements write to the same variable.';
  if (!json.startsWith('[')) {
    throw new ProcessingFailure('EXTRACT_VALUE_ERROR',
      `Unable to update an item in output collection '${name}' because the type of the output collection is: ${messagePackType(json)}. ${hint}`, scopeKey);
  }
  const items = splitArray(json);
  if (position > items.length) {
    throw new ProcessingFailure('EXTRACT_VALUE_ERROR',
      `Unable to update an item in output collection '${name}' at position ${position} because the size of the collection is: ${items.length}. ${hint}`, scopeKey);
  }
  return items;
}

/** As Zeebe names the kinds of JSON values in messages. */
function messagePackType(json: JsonText): string {
  switch (json[0]) {
    case '{': return 'MAP';
    case '"': return 'STRING';
    case 'n': return 'NIL';
    case 't':
    case 'f': return 'BOOLEAN';
    default: return /[.eE]/.test(json) ? 'FLOAT' : 'INTEGER';
  }
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
