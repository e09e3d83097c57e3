/** `for`, `some`, `every`, and the range of numbers that `for` counts through. */

import { nullIfError, wrongType, type Evaluate } from './failures.ts';
import { withBinding, type Scope } from './scope.ts';
import { allOf, anyOf } from './tests.ts';
import { Decimal } from '../values/decimal.ts';
import { FeelError, isList, type List, type Value } from '../values/value.ts';

export type CompiledIterator = readonly [name: string, list: Evaluate];

type NamedList = readonly [name: string, list: List];

/** All lists are evaluated before the first turn, in the outer scope: a later one cannot use an earlier one's item. */
function lists(iterators: readonly CompiledIterator[], scope: Scope): readonly NamedList[] | FeelError {
  const values = iterators.map(([name, list]) => [name, list(scope)] as const);
  const checked = values.map(([name, value]) => [name, isList(value) ? value : wrongType(scope, 'list', value)] as const);
  const result: NamedList[] = [];
  for (const [name, value] of checked) {
    if (value instanceof FeelError) return value;
    result.push([name, value]);
  }
  return result;
}

/** One scope for each combination of items, the last iterator turning fastest. */
function* turns(iterators: readonly NamedList[], scope: Scope): Iterable<Scope> {
  const [first, ...rest] = iterators;
  if (!first) {
    yield scope;
    return;
  }
  const [name, list] = first;
  for (const item of list) {
    scope.runtime.spend(1);
    yield* turns(rest, withBinding(scope, name, item));
  }
}

export function forLoop(iterators: readonly CompiledIterator[], body: Evaluate): Evaluate {
  return (scope) => {
    const named = lists(iterators, scope);
    if (named instanceof FeelError) return nullIfError(named);
    const results: Value[] = [];
    for (const inner of turns(named, scope)) results.push(body(withPartial(inner, results)));
    return scope.runtime.hold(results);
  };
}

/** `partial` is the list so far. It is copied only when the body asks for it. */
function withPartial(scope: Scope, results: readonly Value[]): Scope {
  return {
    runtime: scope.runtime,
    definesFunctions: scope.definesFunctions,
    variable: (name) => {
      if (name !== 'partial') return scope.variable(name);
      scope.runtime.spend(results.length >> 4);
      return [...results];
    },
    functions: (name) => scope.functions(name),
  };
}

export function quantified(kind: 'some' | 'every', iterators: readonly CompiledIterator[], condition: Evaluate): Evaluate {
  const combine = kind === 'some' ? anyOf : allOf;
  function* conditions(named: readonly NamedList[], scope: Scope): Iterable<Value> {
    for (const inner of turns(named, scope)) yield condition(inner);
  }
  return (scope) => {
    const named = lists(iterators, scope);
    if (named instanceof FeelError) return nullIfError(named);
    return nullIfError(combine(conditions(named, scope), scope));
  };
}

/** The numbers from one to another, up or down by 1. */
export function iteration(start: Evaluate, end: Evaluate): Evaluate {
  return (scope) => {
    const first = start(scope);
    const last = end(scope);
    if (!(first instanceof Decimal)) return wrongType(scope, 'number', first);
    if (!(last instanceof Decimal)) return wrongType(scope, 'number', last);
    const up = first.compare(last) < 0;
    const step = up ? Decimal.ONE : Decimal.ONE.negate();
    const numbers: Decimal[] = [];
    for (let number = first; up ? number.compare(last) <= 0 : number.compare(last) >= 0; number = number.plus(step)) {
      scope.runtime.spend(1);
      numbers.push(number);
    }
    return numbers;
  };
}
