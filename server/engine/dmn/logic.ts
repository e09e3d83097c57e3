import { FeelContext, FeelError, FeelFunction, withDecisionValues, type Scope, type Value } from '../expressions/decisions.ts';
import { evaluateTable, type TableFindings } from './decision-table.ts';
import { DecisionFailure, valueOf, type EvaluationContext } from './evaluation.ts';
import type { DecisionLogic, KnowledgeModel, NamedLogic, Parameter } from './graph.ts';
import { checkType } from './type-check.ts';

/** Steps of the evaluation's limit that each evaluated decision takes: its trail goes into a record. */
const STEPS_OF_A_DECISION = 20;

/** Evaluates the logic; where it is the whole logic of its container, the trail tells of it. @throws DecisionFailure */
export function evaluateLogic(logic: DecisionLogic, context: EvaluationContext): Value {
  context.scope.runtime.spend(1);
  if (logic !== context.container.logic || logic.kind === 'FUNCTION') return resultOf(logic, context);
  context.scope.runtime.spend(STEPS_OF_A_DECISION);
  const findings: TableFindings = { inputs: [], matchedRules: [] };
  const { id, name } = context.container;
  let output: Value = null;
  try {
    output = context.scope.runtime.hold(logic.kind === 'DECISION_TABLE' ? evaluateTable(logic, context.scope, findings) : resultOf(logic, context));
    return output;
  } finally {
    context.trail.push({ id, name, type: logic.kind, output, ...findings });
  }
}

function resultOf(logic: DecisionLogic, context: EvaluationContext): Value {
  const { scope } = context;
  switch (logic.kind) {
    case 'UNKNOWN': return null;
    case 'LITERAL_EXPRESSION': return valueOf(logic.expression, scope);
    case 'DECISION_TABLE': return evaluateTable(logic, scope, { inputs: [], matchedRules: [] });
    case 'CONTEXT': return contextValue(logic.entries, logic.result, context);
    case 'LIST': return logic.items.map((item) => evaluateLogic(item, context));
    case 'RELATION': return logic.rows.map((row) => relationRow(row, context));
    case 'INVOCATION': {
      const bound = new Map(logic.bindings.map(({ name, expression }) => [name, valueOf(expression, scope)]));
      return invoke(logic.called, { ...context, scope: withDecisionValues(scope, bound) });
    }
    case 'FUNCTION': return functionOf(logic.parameters, scope, (inner) => valueOf(logic.expression, inner));
  }
}

/** Each entry sees those before it. */
function contextValue(entries: readonly NamedLogic[], result: DecisionLogic | undefined, context: EvaluationContext): Value {
  const values = new Map<string, Value>();
  let scope = context.scope;
  for (const { name, logic } of entries) {
    const value = evaluateLogic(logic, { ...context, scope });
    values.set(name, value);
    scope = withDecisionValues(scope, new Map([[name, value]]));
  }
  return result === undefined ? contextOf(values) : evaluateLogic(result, { ...context, scope });
}

function contextOf(values: ReadonlyMap<string, Value>): FeelContext {
  const functions = new Map([...values].flatMap(([name, value]) => (value instanceof FeelFunction ? [[name, [value]] as const] : [])));
  return new FeelContext(values, { functions });
}

function relationRow(row: readonly NamedLogic[], context: EvaluationContext): Value {
  return new FeelContext(new Map(row.map(({ name, logic }) => [name, evaluateLogic(logic, context)])));
}

function invoke(called: KnowledgeModel, context: EvaluationContext): Value {
  const scope = withKnowledge(called.knowledge, context);
  for (const { name, type } of called.parameters) {
    const value = scope.variable(name);
    if (value === undefined) throw new DecisionFailure(`no parameter found with name '${name}'`);
    checkType(value, type);
  }
  return evaluateLogic(called.logic, { ...context, scope, container: called });
}

/** The scope with the business knowledge models as functions. */
export function withKnowledge(models: readonly KnowledgeModel[], context: EvaluationContext): Scope {
  if (models.length === 0) return context.scope;
  return withDecisionValues(context.scope, new Map(models.map((model) => {
    const scope = withKnowledge(model.knowledge, context);
    const call = (inner: Scope) => evaluateLogic(model.logic, { ...context, scope: inner, container: model });
    return [model.name, functionOf(model.parameters, scope, call)];
  })));
}

/** A function whose failures are errors of the call. */
function functionOf(parameters: readonly Parameter[], scope: Scope, body: (inner: Scope) => Value): FeelFunction {
  return new FeelFunction(parameters.map(({ name }) => name), (args) => {
    try {
      const values = parameters.map(({ name, type }, index) => [name, checkType(args[index] ?? null, type)] as const);
      return body(withDecisionValues(scope, new Map(values)));
    } catch (error) {
      if (error instanceof DecisionFailure) return new FeelError(error.message);
      throw error;
    }
  });
}
