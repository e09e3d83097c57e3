import { mergeDocument, setLocalVariable } from '../../variables.ts';
import { inputItems } from '../input-collection.ts';
import { loopOf } from '../multi-instance-body.ts';
import { completeAndLeave } from '../scopes.ts';
import { subscribeToOwnEvents, unsubscribe } from '../subscriptions.ts';
import { activateChildren, activateElement, completeElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateScope } from './termination.ts';

/** The scope around the inner instances of a multi-instance activity; the boundary events are attached to it. */
export const multiInstanceBody: ElementBehavior = {
  activate(step, context) {
    const { key, value } = context;
    const loop = loopOf(step, context);
    const { length } = inputItems(step, loop, key);
    subscribeToOwnEvents(step, context);
    emitActivated(step, context);
    if (loop.outputCollection !== undefined) {
      setLocalVariable(step, key, value, loop.outputCollection, `[${Array<string>(length).fill('null').join(',')}]`);
    }
    if (length === 0) completeElement(step, key, value);
    else if (loop.sequential) activateElement(step, value, loop.inner, key, step.newKey());
    else activateChildren(step, context, length);
  },
  complete(step, context) {
    const { key, value } = context;
    unsubscribe(step, key);
    const collection = loopOf(step, context).outputCollection;
    const collected = collection === undefined ? undefined : step.state.variables.get(key, collection);
    if (collected !== undefined) mergeDocument(step, value.flowScopeKey, value, { [collected.name]: collected.value });
    completeAndLeave(step, context);
  },
  terminate: terminateScope,
};
