/** What decisions need of FEEL: expressions and unary tests over values, and scopes that are extended by results. */

import type { VariableLookup } from './index.ts';
import { EvaluationRuntime } from './evaluation/runtime.ts';
import { VariableScope, type Scope } from './evaluation/scope.ts';

export { compileForDecision, type ValueExpression } from './compile.ts';
export { withDecisionValues, type Scope } from './evaluation/scope.ts';
export { LimitExceeded } from './evaluation/runtime.ts';
export { inScalaOrder } from './values/entry-order.ts';
export { same } from './values/comparison.ts';
export { Decimal } from './values/decimal.ts';
export { display, FeelContext, FeelError, FeelFunction, typeName, type TypeName, type Value } from './values/value.ts';
export { writeJson } from './json/write.ts';

/** The scope of one evaluation's variables. Its limits hold for all expressions that are evaluated in it together. */
export function variableScope(lookup: VariableLookup, clock: () => Date): Scope {
  return new VariableScope(lookup, new EvaluationRuntime(clock));
}
