import type { VariableLookup } from '../expressions/index.ts';
import { LimitExceeded, variableScope, withDecisionValues, type Scope, type Value } from '../expressions/decisions.ts';
import { DecisionFailure, type Evaluated } from './evaluation.ts';
import type { Decision } from './graph.ts';
import { evaluateLogic, withKnowledge } from './logic.ts';
import { checkType } from './type-check.ts';

export type DecisionResult = { readonly evaluated: readonly Evaluated[] } & (
  | { readonly ok: true; readonly output: Value }
  | { readonly ok: false; readonly message: string; readonly failedDecisionId: string }
);

/** Evaluates a decision and, before it, all that it requires, each as often as it is required. Never throws for what a diagram says. */
export function evaluateDecision(decision: Decision, lookup: VariableLookup, clock: () => Date): DecisionResult {
  const evaluated: Evaluated[] = [];
  try {
    return { ok: true, evaluated, output: resultOf(decision, variableScope(lookup, clock), evaluated) };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    return {
      ok: false, evaluated, message: `Expected to evaluate decision '${decision.id}', but ${reason}`, failedDecisionId: evaluated.at(-1)?.id ?? decision.id,
    };
  }
}

function resultOf(decision: Decision, variables: Scope, trail: Evaluated[]): Value {
  const results = new Map(decision.requires.map((required) => [required.resultName, resultOf(required, variables, trail)]));
  const scope = withDecisionValues(variables, results);
  // Business knowledge sees the variables, not the results of required decisions.
  const functions = withKnowledge(decision.knowledge, { scope: variables, container: decision, trail });
  const inner = decision.knowledge.length === 0 ? scope
    : withDecisionValues(scope, new Map(decision.knowledge.map(({ name }) => [name, functions.variable(name) ?? null])));
  return checkType(evaluateLogic(decision.logic, { scope: inner, container: decision, trail }), decision.resultType);
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof DecisionFailure || error instanceof LimitExceeded) return error.message;
  return error instanceof RangeError ? 'the decisions require each other too deeply' : undefined;
}
