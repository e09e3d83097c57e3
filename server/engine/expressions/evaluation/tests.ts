/** Comparisons, three-valued logic, ranges and unary tests. */

import { fail, nullIfError, wrongType, type Evaluate } from './failures.ts';
import { withBinding, type Scope } from './scope.ts';
import type { ComparisonOperator } from '../syntax/ast.ts';
import { equal, isComparable, order, sameType, same } from '../values/comparison.ts';
import { JavaException } from '../values/java-exception.ts';
import { display, FeelError, FeelRange, isList, type List, type Value } from '../values/value.ts';

type OrderOperator = Exclude<ComparisonOperator, '='>;

/** @throws JavaException for lists: they count as comparable but have no order. */
function holds(operator: OrderOperator, x: Value, y: Value): boolean {
  const result = order(x, y);
  if (result === undefined) throw new JavaException('java.lang.IllegalArgumentException', `${display(x)} can not be compared to ${display(y)}`);
  switch (operator) {
    case '<': return result < 0;
    case '<=': return result <= 0;
    case '>': return result > 0;
    case '>=': return result >= 0;
  }
}

function compareValues(operator: OrderOperator, x: Value, y: Value, scope: Scope): Value {
  if (x instanceof FeelError) return x;
  if (y instanceof FeelError) return y;
  scope.runtime.spendOn(x, y);
  if (isComparable(x) && isComparable(y) && sameType(x, y)) return holds(operator, x, y);
  scope.runtime.warn('NOT_COMPARABLE', `Can't compare '${display(x)}' with '${display(y)}'`);
  return null;
}

export function compare(operator: OrderOperator, left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => compareValues(operator, left(scope), right(scope), scope);
}

function equalValues(x: Value, y: Value, scope: Scope): Value {
  if (x instanceof FeelError) return x;
  if (y instanceof FeelError) return y;
  scope.runtime.spendOn(x, y);
  const result = equal(x, y);
  if (result !== undefined) return result;
  scope.runtime.warn('NOT_COMPARABLE', `Can't compare '${display(x)}' with '${display(y)}'`);
  return null;
}

export function equality(left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => equalValues(left(scope), right(scope), scope);
}

export function not(value: Evaluate): Evaluate {
  return (scope) => {
    const result = value(scope);
    return typeof result === 'boolean' ? !result : nullIfError(wrongType(scope, 'boolean', result));
  };
}

/** True or false as soon as one value decides; null once a value that is no boolean left it open. */
function decided(by: boolean, values: Iterable<Value>, scope: Scope): Value {
  let result: Value = !by;
  for (const value of values) {
    if (value instanceof FeelError && value.fatal) return value;
    if (value === by) return by;
    if (result === null) continue;
    if (typeof value !== 'boolean') result = nullIfError(wrongType(scope, 'boolean', value));
  }
  return result;
}

function* evaluated(tests: readonly Evaluate[], scope: Scope): Iterable<Value> {
  for (const test of tests) yield test(scope);
}

export const anyOf = (values: Iterable<Value>, scope: Scope): Value => decided(true, values, scope);
export const allOf = (values: Iterable<Value>, scope: Scope): Value => decided(false, values, scope);

export function or(tests: readonly Evaluate[]): Evaluate {
  return (scope) => anyOf(evaluated(tests, scope), scope);
}

export function and(tests: readonly Evaluate[]): Evaluate {
  return (scope) => allOf(evaluated(tests, scope), scope);
}

export interface Boundaries {
  readonly start: { readonly closed: boolean; readonly value: Evaluate };
  readonly end: { readonly closed: boolean; readonly value: Evaluate };
}

const isPoint = (value: Value): boolean => typeof value === 'object' && !isList(value) && isComparable(value);

/** `text`: the range as the warning of an invalid one shows it. */
export function rangeValue(range: Boundaries, text: () => string): Evaluate {
  return (scope) => {
    const start = range.start.value(scope);
    const end = range.end.value(scope);
    if (start instanceof FeelError) return start;
    if (end instanceof FeelError) return end;
    if (isPoint(start) && sameType(start, end)) {
      return new FeelRange({ closed: range.start.closed, value: start }, { closed: range.end.closed, value: end });
    }
    return fail(scope, 'INVALID_TYPE', `Invalid range definition '${text()}'`);
  };
}

/** The name of the variable that unary tests look at. */
export function inputVariable(scope: Scope): string {
  const name = scope.variable('inputVariableName');
  return typeof name === 'string' ? name : 'cellInput';
}

function inputValue(scope: Scope): Value {
  const value = scope.variable(inputVariable(scope));
  if (value !== undefined) return value;
  scope.runtime.warn('NO_VARIABLE_FOUND', 'No input value found.');
  return null;
}

export function inputCompare(operator: ComparisonOperator, value: Evaluate): Evaluate {
  return (scope) => {
    const input = inputValue(scope);
    return operator === '=' ? equalValues(input, value(scope), scope) : compareValues(operator, input, value(scope), scope);
  };
}

export function inputInRange(range: Boundaries): Evaluate {
  return (scope) => {
    const start = range.start.value(scope);
    const end = range.end.value(scope);
    const input = inputValue(scope);
    const comparable = isComparable(input) && isComparable(start) && isComparable(end) && sameType(input, start) && sameType(input, end);
    if (!comparable) {
      // feel-scala looks the input up once more for the message, which repeats the warning where there is none.
      scope.runtime.warn('NOT_COMPARABLE', `Can't compare '${display(inputValue(scope))}' with '${display(start)}' and '${display(end)}'`);
      return null;
    }
    return holds(range.start.closed ? '>=' : '>', input, start) && holds(range.end.closed ? '<=' : '<', input, end);
  };
}

/** An expression as a unary test: it is true, contains the input, equals it, or uses it as `?`. */
export function unaryTest(test: Evaluate): Evaluate {
  return (scope) => {
    const input = inputValue(scope);
    if (input instanceof FeelError) return input;
    const result = test(scope);
    if (result instanceof FeelError && result.fatal) {
      const second = test(withBinding(scope, '?', input));
      return typeof second === 'boolean' ? second : null;
    }
    if (result === true) return true;
    if (isList(result) && contains(result, input, scope)) return true;
    const matches = equalValues(input, result, scope);
    if (matches === true) return true;
    if (isList(result)) return false;
    return matches === null ? null : false;
  };
}

function contains(list: List, input: Value, scope: Scope): boolean {
  scope.runtime.spendOn(list);
  return list.some((item) => same(item, input));
}
