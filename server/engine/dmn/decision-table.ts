import { display, FeelContext, withDecisionValues, type Scope, type Value } from '../expressions/decisions.ts';
import { DecisionFailure, valueOf, type Evaluated } from './evaluation.ts';
import type { DecisionTable, TableRule } from './graph.ts';
import { applyHitPolicy, type Row } from './hit-policy.ts';

/** What a table found out, also when it fails on the way. */
export interface TableFindings {
  inputs: Evaluated['inputs'];
  matchedRules: Evaluated['matchedRules'];
}

/** The name under which unary tests find the input's value. */
const INPUT = 'cellInput';

/** @throws DecisionFailure; `findings` tells how far it came */
export function evaluateTable(table: DecisionTable, scope: Scope, findings: TableFindings): Value {
  const inputs = table.inputs.map((input) => ({ input, value: valueOf(input.expression, scope) }));
  findings.inputs = inputs;
  const cells = inputs.map(({ value }) => withDecisionValues(scope, new Map([[INPUT, value]])));
  const matching = table.rules.map((rule, index) => ({ rule, index: index + 1 })).filter(({ rule }) => matches(rule, cells));
  if (matching.length === 0) return defaultValue(table, scope);
  const hits = table.hitPolicy === 'FIRST' ? matching.slice(0, 1) : matching;
  const results = hits.map(({ rule, index }) => ({ rule, index, values: rule.outputs.map((output) => valueOf(output, scope)) }));
  findings.matchedRules = results.map(({ rule, index, values }) => ({
    id: rule.id, index, outputs: table.outputs.flatMap((output, column) => (column < values.length ? [{ output, value: values[column]! }] : [])),
  }));
  return applyHitPolicy(table, results.map(({ values }): Row =>
    new Map(table.outputs.flatMap(({ name }, column) => (column < values.length ? [[name, values[column]!] as const] : [])))));
}

function matches(rule: TableRule, cells: readonly Scope[]): boolean {
  return rule.tests.every((test, column) => {
    const cell = cells[column];
    if (test === undefined || cell === undefined) return true;
    const result = valueOf(test, cell);
    if (result === null || typeof result === 'boolean') return result === true;
    throw new DecisionFailure(`input entry must return true, false, or null, but found '${display(result)}'`);
  });
}

/** Where no rule matches: the default outputs that there are. */
function defaultValue(table: DecisionTable, scope: Scope): Value {
  const values = new Map(table.outputs.flatMap(({ name, defaultValue: expression }) =>
    (expression === undefined ? [] : [[String(name), valueOf(expression, scope)] as const])));
  const [only] = values.values();
  if (only === undefined) return null;
  return values.size === 1 ? only : new FeelContext(values);
}
