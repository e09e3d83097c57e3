import { writeJson } from '../../../expressions/decisions.ts';
import { latestDecision } from '../../../state/decision-versions.ts';
import { visibleVariable } from '../../../state/variable-scopes.ts';
import { decide, evaluationValue } from '../../decisions.ts';
import { evaluateString } from '../../expressions.ts';
import { ProcessingFailure } from '../../failure.ts';
import { recordTrigger } from '../event-triggers.ts';
import { applyInputMappings } from '../mappings.ts';
import { completeElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { passThrough } from './plain-task.ts';

/** Makes a decision of the latest deployed version; its result goes the way of a job's variables. */
export const businessRuleTask: ElementBehavior = {
  ...passThrough,
  activate(step, context) {
    const { key, value, node } = context;
    const called = node.calledDecision;
    if (called === undefined) throw new Error(`${node.id} calls no decision`);
    applyInputMappings(step, context);
    const decisionId = evaluateString(step, called.decisionId, key);
    const decision = latestDecision(step.state, decisionId);
    if (decision === undefined) {
      throw new ProcessingFailure('CALLED_DECISION_ERROR', `Expected to evaluate decision '${decisionId}', but no decision found for id '${decisionId}'`, key);
    }
    const result = decide(step, decision, (name) => visibleVariable(step.state, key, name));
    step.emit('DECISION_EVALUATION', result.ok ? 'EVALUATED' : 'FAILED', step.newKey(), evaluationValue(step, decision, result, {
      bpmnProcessId: value.bpmnProcessId, processDefinitionKey: value.processDefinitionKey, processInstanceKey: value.processInstanceKey,
      elementId: value.elementId, elementInstanceKey: key,
    }));
    if (!result.ok) throw new ProcessingFailure('DECISION_EVALUATION_ERROR', result.message, key);
    // Its boundary events are never subscribed to: it is done at once, or waits in an incident.
    recordTrigger(step, key, value, node.id, { [called.resultVariable]: writeJson(result.output) });
    emitActivated(step, context);
    completeElement(step, key, value);
  },
};
