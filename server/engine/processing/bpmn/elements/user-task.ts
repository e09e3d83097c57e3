import { resolveIncidents } from '../incidents.ts';
import { applyInputMappings, applyOutputMappings } from '../mappings.ts';
import { completeAndLeave, finishTermination } from '../scopes.ts';
import { subscribeToOwnEvents, unsubscribe } from '../subscriptions.ts';
import { emitActivated } from '../transitions.ts';
import { cancelUserTask, evaluateUserTask } from '../user-tasks.ts';
import type { ElementBehavior } from './behavior.ts';

/** A `zeebe:userTask`: people work on it through USER_TASK commands, not through jobs. */
export const userTask: ElementBehavior = {
  activate(step, context) {
    applyInputMappings(step, context);
    const properties = evaluateUserTask(step, context);
    subscribeToOwnEvents(step, context);
    const userTaskKey = step.newKey();
    const value = { ...properties, userTaskKey };
    step.emit('USER_TASK', 'CREATING', userTaskKey, value);
    step.emit('USER_TASK', 'CREATED', userTaskKey, value);
    emitActivated(step, context);
  },
  complete(step, context) {
    applyOutputMappings(step, context);
    unsubscribe(step, context.key);
    completeAndLeave(step, context);
  },
  terminate(step, context) {
    cancelUserTask(step, context.key);
    unsubscribe(step, context.key);
    resolveIncidents(step, context.key);
    finishTermination(step, context);
  },
};
