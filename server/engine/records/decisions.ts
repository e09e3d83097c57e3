import type { JsonText } from '../expressions/index.ts';
import type { Key, Variables } from './types.ts';

/** The values of the records about decisions, field by field as Zeebe 8.5's exporters write them. */

interface Tenanted {
  readonly tenantId: string;
}

export interface DecisionValue extends Tenanted {
  readonly decisionId: string;
  readonly decisionName: string;
  readonly version: number;
  readonly decisionKey: Key;
  readonly decisionRequirementsId: string;
  readonly decisionRequirementsKey: Key;
  readonly duplicate: boolean;
}

export interface DecisionRequirementsMetadata extends Tenanted {
  readonly decisionRequirementsId: string;
  readonly decisionRequirementsName: string;
  readonly decisionRequirementsVersion: number;
  readonly decisionRequirementsKey: Key;
  readonly namespace: string;
  readonly resourceName: string;
  /** Base64 of the resource's MD5. */
  readonly checksum: string;
  readonly duplicate: boolean;
}

export interface DecisionRequirementsValue extends DecisionRequirementsMetadata {
  /** Base64. */
  readonly resource: string;
}

export interface DecisionEvaluationValue extends Tenanted {
  readonly decisionKey: Key;
  readonly decisionId: string;
  readonly decisionName: string;
  readonly decisionVersion: number;
  readonly decisionRequirementsId: string;
  readonly decisionRequirementsKey: Key;
  readonly decisionOutput: JsonText;
  /** Only in the command. */
  readonly variables: Variables;
  /** The business rule task; empty and -1 where a client asked. */
  readonly bpmnProcessId: string;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly evaluatedDecisions: readonly EvaluatedDecisionValue[];
  readonly evaluationFailureMessage: string;
  readonly failedDecisionId: string;
}

export interface EvaluatedDecisionValue extends Tenanted {
  readonly decisionId: string;
  readonly decisionName: string;
  /** -1 of business knowledge models: they are no decisions. */
  readonly decisionKey: Key;
  readonly decisionVersion: number;
  readonly decisionType: string;
  readonly decisionOutput: JsonText;
  readonly evaluatedInputs: readonly { readonly inputId: string; readonly inputName: string; readonly inputValue: JsonText }[];
  readonly matchedRules: readonly MatchedRuleValue[];
}

export interface MatchedRuleValue {
  readonly ruleId: string;
  /** 1-based. */
  readonly ruleIndex: number;
  readonly evaluatedOutputs: readonly { readonly outputId: string; readonly outputName: string; readonly outputValue: JsonText }[];
}
