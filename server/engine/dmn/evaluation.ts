import type { Scope, Value, ValueExpression } from '../expressions/decisions.ts';
import type { Decision, DecisionLogic, KnowledgeModel, TableInput, TableOutput } from './graph.ts';

/** A decision cannot be made; the message says why, as Zeebe does. */
export class DecisionFailure extends Error {}

export type DecisionType = Exclude<DecisionLogic['kind'], 'FUNCTION'>;

/** What was evaluated on the way: one entry each time that a decision or a business knowledge model was. */
export interface Evaluated {
  readonly id: string;
  readonly name: string;
  readonly type: DecisionType;
  /** Null where it failed. */
  readonly output: Value;
  /** Of decision tables. */
  readonly inputs: readonly { readonly input: TableInput; readonly value: Value }[];
  readonly matchedRules: readonly MatchedRule[];
}

export interface MatchedRule {
  readonly id: string;
  /** 1-based. */
  readonly index: number;
  readonly outputs: readonly { readonly output: TableOutput; readonly value: Value }[];
}

/** Where logic is evaluated. */
export interface EvaluationContext {
  readonly scope: Scope;
  /** What the logic, or what is around it, belongs to. */
  readonly container: Decision | KnowledgeModel;
  readonly trail: Evaluated[];
}

/** @throws DecisionFailure */
export function valueOf(expression: ValueExpression, scope: Scope): Value {
  const result = expression.evaluate(scope);
  if (!result.ok) throw new DecisionFailure(result.message);
  return result.value;
}
