import type { DecisionEvaluationValue } from '../../engine/index.ts';
import type { EvaluateDecisionRequest } from '../messages.ts';
import { requireDefaultTenant } from '../tenants.ts';
import { requireDocument } from '../variables.ts';
import type { UnaryCall } from './call.ts';

/** Also a decision that fails is an answer, with the decision that failed and why. */
export const evaluateDecision: UnaryCall<EvaluateDecisionRequest> = async (request, { commands }) => {
  requireDefaultTenant('EvaluateDecision', [request.tenantId]);
  const { decisionId, decisionKey } = request;
  const { key, value } = await commands.execute({
    valueType: 'DECISION_EVALUATION', intent: 'EVALUATE', value: { decisionId, decisionKey, variables: requireDocument(request.variables) },
  });
  const evaluation = value as DecisionEvaluationValue;
  const failed = evaluation.evaluationFailureMessage !== '';
  return {
    decisionKey: evaluation.decisionKey, decisionId: evaluation.decisionId, decisionName: evaluation.decisionName,
    decisionVersion: evaluation.decisionVersion, decisionRequirementsId: evaluation.decisionRequirementsId,
    decisionRequirementsKey: evaluation.decisionRequirementsKey, evaluatedDecisions: evaluation.evaluatedDecisions,
    decisionOutput: failed ? '' : evaluation.decisionOutput, failedDecisionId: evaluation.failedDecisionId,
    failureMessage: evaluation.evaluationFailureMessage, tenantId: evaluation.tenantId, decisionInstanceKey: key,
  };
};
