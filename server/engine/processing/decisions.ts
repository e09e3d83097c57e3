import { evaluateDecision, type DecisionResult, type Evaluated } from '../dmn/index.ts';
import { writeJson } from '../expressions/decisions.ts';
import type { VariableLookup } from '../expressions/index.ts';
import type { DecisionEvaluationValue, DecisionValue, EvaluatedDecisionValue } from '../records/decisions.ts';
import { NO_KEY } from '../records/types.ts';
import type { Step } from './step.ts';

/** Evaluates a deployed decision with the variables that `lookup` finds. */
export function decide(step: Step, { decisionId, decisionRequirementsKey }: DecisionValue, lookup: VariableLookup): DecisionResult {
  const decision = step.state.decisionGraphs.graph(decisionRequirementsKey).decisions.find(({ id }) => id === decisionId);
  if (decision === undefined) throw new Error(`the deployed graph ${decisionRequirementsKey} has no decision ${decisionId} any more`);
  return evaluateDecision(decision, lookup, () => new Date(step.now));
}

/** Where a decision was asked for: the business rule task, or nothing where a client asked. */
export type Asker = Pick<DecisionEvaluationValue, 'bpmnProcessId' | 'processDefinitionKey' | 'processInstanceKey' | 'elementId' | 'elementInstanceKey'>;

export const ASKED_BY_CLIENT: Asker = {
  bpmnProcessId: '', processDefinitionKey: NO_KEY, processInstanceKey: NO_KEY, elementId: '', elementInstanceKey: NO_KEY,
};

/** The record of an evaluation, whether it went well or failed. */
export function evaluationValue(step: Step, decision: DecisionValue, result: DecisionResult, asker: Asker): DecisionEvaluationValue {
  const { decisionKey, decisionId, decisionName, version, decisionRequirementsId, decisionRequirementsKey, tenantId } = decision;
  return {
    decisionKey, decisionId, decisionName, decisionVersion: version, decisionRequirementsId, decisionRequirementsKey, tenantId, ...asker,
    decisionOutput: result.ok ? writeJson(result.output) : 'null', variables: {},
    evaluatedDecisions: result.evaluated.map((evaluated) => evaluatedValue(step, decision, evaluated)),
    evaluationFailureMessage: result.ok ? '' : result.message, failedDecisionId: result.ok ? '' : result.failedDecisionId,
  };
}

function evaluatedValue(step: Step, { decisionRequirementsKey, tenantId }: DecisionValue, evaluated: Evaluated): EvaluatedDecisionValue {
  const key = step.state.decisionsOf.get(decisionRequirementsKey, evaluated.id);
  return {
    decisionId: evaluated.id, decisionName: evaluated.name, decisionKey: key ?? NO_KEY,
    decisionVersion: key === undefined ? -1 : step.state.decisions.get('', key)?.version ?? -1,
    decisionType: evaluated.type, decisionOutput: writeJson(evaluated.output), tenantId,
    evaluatedInputs: evaluated.inputs.map(({ input, value }) => ({ inputId: input.id, inputName: input.name, inputValue: writeJson(value) })),
    matchedRules: evaluated.matchedRules.map(({ id, index, outputs }) => ({
      ruleId: id, ruleIndex: index,
      evaluatedOutputs: outputs.map(({ output, value }) => ({
        outputId: output.id, outputName: output.label ?? output.name ?? '', outputValue: writeJson(value),
      })),
    })),
  };
}
