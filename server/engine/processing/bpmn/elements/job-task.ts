import type { Step } from '../../step.ts';
import type { ElementContext } from '../context.ts';
import { startListener, takeListenerVariables } from '../execution-listeners.ts';
import { cancelJob, createJob, evaluateJob } from '../jobs.ts';
import { resolveIncidents } from '../incidents.ts';
import { applyInputMappings, applyOutputMappings } from '../mappings.ts';
import { completeAndLeave, finishTermination } from '../scopes.ts';
import { subscribeToOwnEvents, unsubscribe } from '../subscriptions.ts';
import { emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateThenResolve } from './termination.ts';

/** Service, send and business rule tasks, job-based script and user tasks, message end events: a worker does the work. */
export const jobTask: ElementBehavior = {
  activate(step, context) {
    applyInputMappings(step, context);
    continueActivation(step, context);
  },
  complete(step, context) {
    applyOutputMappings(step, context);
    unsubscribe(step, context.key);
    continueCompletion(step, context);
  },
  listenerDone(step, context) {
    const activating = step.state.element(context.key)?.state === 'ACTIVATING';
    takeListenerVariables(step, context, activating ? 'start' : 'end');
    if (activating) continueActivation(step, context);
    else continueCompletion(step, context);
  },
  terminate(step, context) {
    cancelJob(step, context.key);
    unsubscribe(step, context.key);
    resolveIncidents(step, context.key);
    finishTermination(step, context);
  },
};

/** Intermediate message throw events: a worker throws. */
export const messageThrowEvent: ElementBehavior = {
  ...jobTask,
  terminate(step, context) {
    cancelJob(step, context.key);
    terminateThenResolve(step, context);
  },
};

function continueActivation(step: Step, context: ElementContext): void {
  if (startListener(step, context, 'start')) return;
  const job = evaluateJob(step, context);
  subscribeToOwnEvents(step, context);
  createJob(step, context, job);
  emitActivated(step, context);
}

function continueCompletion(step: Step, context: ElementContext): void {
  if (!startListener(step, context, 'end')) completeAndLeave(step, context);
}
