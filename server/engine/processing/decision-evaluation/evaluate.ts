import type { DecisionEvaluationValue, DecisionValue } from '../../records/decisions.ts';
import { latestDecision } from '../../state/decision-versions.ts';
import { memberOf } from '../../members.ts';
import { ASKED_BY_CLIENT, decide, evaluationValue } from '../decisions.ts';
import type { Processor } from '../processor.ts';
import type { Step } from '../step.ts';

/** A client asks a decision. One that fails is answered, too: with what was evaluated until then. */
export const evaluateDecision: Processor<'DECISION_EVALUATION'> = (step, { value }) => {
  const decision = findDecision(step, value);
  if (typeof decision === 'string') return step.reject('INVALID_ARGUMENT', decision);
  const result = decide(step, decision, (name) => memberOf(value.variables, name));
  step.emitAndAnswer('DECISION_EVALUATION', result.ok ? 'EVALUATED' : 'FAILED', step.newKey(), evaluationValue(step, decision, result, ASKED_BY_CLIENT));
};

/** The decision, or why there is none. */
function findDecision({ state }: Step, { decisionId, decisionKey }: DecisionEvaluationValue): DecisionValue | string {
  if (decisionId !== '') return latestDecision(state, decisionId) ?? notFound('id', decisionId);
  if (decisionKey.startsWith('-')) return 'Expected either a decision id or a valid decision key, but none provided';
  return state.decisions.get('', decisionKey) ?? notFound('key', decisionKey);
}

function notFound(by: 'id' | 'key', which: string): string {
  return `Expected to evaluate decision '${which}', but no decision found for ${by} '${which}'`;
}
