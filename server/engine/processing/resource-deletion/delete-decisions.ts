import type { DecisionRequirementsValue } from '../../records/decisions.ts';
import type { Step } from '../step.ts';

/** A file's decisions go with it; the versions before them are the latest ones again. */
export function deleteDecisions(step: Step, requirements: DecisionRequirementsValue): void {
  const keys = [...step.state.decisionsOf.entries(requirements.decisionRequirementsKey)].map(([, key]) => key).sort();
  for (const key of keys) {
    const decision = step.state.decisions.get('', key);
    if (decision !== undefined) step.emit('DECISION', 'DELETED', step.newKey(), decision);
  }
  step.emit('DECISION_REQUIREMENTS', 'DELETED', step.newKey(), { ...requirements, namespace: '' });
}
