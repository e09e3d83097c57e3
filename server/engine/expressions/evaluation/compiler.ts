/** Turns a syntax tree into closures, once per expression. Each closure evaluates its part in a scope, by feel-scala's rules. */

import { add, divide, multiply, power, subtract } from './arithmetic.ts';
import { call, qualifiedCall, type CompiledArguments } from './calls.ts';
import { nullIfError, wrongType, type Evaluate } from './failures.ts';
import { contextOf, path, pathOf } from './contexts.ts';
import { filter, type FilterMode } from './filter.ts';
import { forLoop, iteration, quantified } from './loops.ts';
import { and, compare, equality, inputCompare, inputInRange, inputVariable, not, or, rangeValue, unaryTest, type Boundaries } from './tests.ts';
import { withBinding, withVariables } from './scope.ts';
import type { Arguments, Exp, RangeExp } from '../syntax/ast.ts';
import { scalaText } from '../syntax/scala-text.ts';
import { Decimal } from '../values/decimal.ts';
import { display, FeelError, FeelFunction, typeName, type Value } from '../values/value.ts';

const VERBS = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const;

function arithmetic(operator: '+' | '-' | '*' | '/', left: Evaluate, right: Evaluate): Evaluate {
  const operate = { '+': add, '-': subtract, '*': multiply, '/': divide }[operator];
  return (scope) => {
    const x = left(scope);
    const y = right(scope);
    if (x instanceof FeelError) return nullIfError(x);
    if (y instanceof FeelError) return nullIfError(y);
    const result = operate(x, y);
    if (typeof result === 'string') scope.runtime.spend(result.length >> 4);
    if (result !== undefined) return result;
    const verb = VERBS[operator];
    const [first, second] = operator === '+' || operator === '-' ? [y, x] : [x, y];
    const joint = { '+': 'to', '-': 'from', '*': 'by', '/': 'by' }[operator];
    scope.runtime.warn('INVALID_TYPE', `Can't ${verb} '${display(first)}' ${joint} '${display(second)}'`);
    return null;
  };
}

function exponentiation(left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => {
    const x = left(scope);
    const y = right(scope);
    if (!(x instanceof Decimal)) return nullIfError(wrongType(scope, 'number', x));
    if (!(y instanceof Decimal)) return nullIfError(wrongType(scope, 'number', y));
    return power(x, y);
  };
}

function instanceOf(value: Evaluate, type: string): Evaluate {
  const alias = { 'date time': 'date and time', 'year-month-duration': 'years and months duration', 'day-time-duration': 'days and time duration' };
  const wanted = alias[type as keyof typeof alias] ?? type;
  return (scope) => {
    const result = value(scope);
    if (result instanceof FeelError) return result;
    return wanted === 'Any' ? result !== null : typeName(result) === wanted;
  };
}

function list(items: readonly Evaluate[]): Evaluate {
  return (scope) => {
    const values: Value[] = [];
    scope.runtime.spend(items.length);
    for (const item of items) {
      const value = item(scope);
      if (value instanceof FeelError) return value.fatal ? new FeelError(display(value)) : value;
      values.push(value);
    }
    return scope.runtime.hold(values);
  };
}

function boundaries(exp: RangeExp): Boundaries {
  return {
    start: { closed: exp.start.closed, value: compile(exp.start.value) },
    end: { closed: exp.end.closed, value: compile(exp.end.value) },
  };
}

function compileArguments(args: Arguments): CompiledArguments {
  return args.named
    ? { named: true, values: new Map([...args.values].map(([name, exp]) => [name, compile(exp)])) }
    : { named: false, values: args.values.map(compile) };
}

/** Which filters can be an index: known from the syntax, or found out from the value. */
function filterMode(exp: Exp): FilterMode {
  const number = exp.kind === 'negation' ? exp.value : exp;
  if (number.kind === 'constant' && number.value instanceof Decimal) return 'index';
  return exp.kind === 'comparison' || exp.kind === 'call' || exp.kind === 'qualifiedCall' ? 'condition' : 'either';
}

export function compile(exp: Exp): Evaluate {
  switch (exp.kind) {
    case 'constant': {
      const { value } = exp;
      return () => value;
    }
    case 'inputValue':
      return (scope) => scope.variable('?')
        ?? (scope.variable('?') === null ? null : new FeelError("No input value available. '?' can only be used inside an unary-test expression.", true));
    case 'list': return list(exp.items.map(compile));
    case 'context': return contextOf(exp.entries.map(([key, value]) => [key, compile(value)] as const));
    case 'range': return rangeValue(boundaries(exp), () => scalaText(exp));
    case 'inputEqual': return inputCompare('=', compile(exp.value));
    case 'inputCompare': return inputCompare(exp.operator, compile(exp.value));
    case 'inputInRange': return inputInRange(boundaries(exp.range));
    case 'unaryTest': return unaryTest(compile(exp.test));
    case 'atLeastOne': return or(exp.tests.map(compile));
    case 'not': return not(compile(exp.value));
    case 'variable': return pathOf(exp.names);
    case 'path': {
      const base = compile(exp.base);
      const { key } = exp;
      return (scope) => {
        const value = base(scope);
        return value instanceof FeelError ? value : path(value, key, scope);
      };
    }
    case 'arithmetic':
      return exp.operator === '**'
        ? exponentiation(compile(exp.left), compile(exp.right))
        : arithmetic(exp.operator, compile(exp.left), compile(exp.right));
    case 'negation': {
      const operand = compile(exp.value);
      return (scope) => {
        const value = operand(scope);
        return value instanceof Decimal ? value.negate() : nullIfError(wrongType(scope, 'number', value));
      };
    }
    case 'comparison': return exp.operator === '='
      ? equality(compile(exp.left), compile(exp.right))
      : compare(exp.operator, compile(exp.left), compile(exp.right));
    case 'and': return and([compile(exp.left), compile(exp.right)]);
    case 'or': return or([compile(exp.left), compile(exp.right)]);
    case 'if': {
      const [condition, then, otherwise] = [compile(exp.condition), compile(exp.then), compile(exp.otherwise)];
      return (scope) => {
        const met = condition(scope);
        if (typeof met !== 'boolean') {
          const error = wrongType(scope, 'boolean', met);
          return error.fatal ? error : otherwise(scope);
        }
        if (!met) return otherwise(scope);
        const result = then(scope);
        // feel-scala takes the other branch when this one ends in an error.
        return result instanceof FeelError && !result.fatal ? otherwise(scope) : result;
      };
    }
    case 'in': {
      const [value, test] = [compile(exp.value), compile(exp.test)];
      return (scope) => {
        const input = value(scope);
        return input instanceof FeelError ? input : test(withBinding(scope, inputVariable(scope), input));
      };
    }
    case 'instanceOf': return instanceOf(compile(exp.value), exp.type);
    case 'some':
    case 'every': return quantified(exp.kind, exp.iterators.map(([name, items]) => [name, compile(items)] as const), compile(exp.condition));
    case 'for': return forLoop(exp.iterators.map(([name, items]) => [name, compile(items)] as const), compile(exp.body));
    case 'filter': return filter(compile(exp.list), filterMode(exp.filter), compile(exp.filter));
    case 'iteration': return iteration(compile(exp.start), compile(exp.end));
    case 'call': return call(exp.name, compileArguments(exp.args));
    case 'qualifiedCall': return qualifiedCall(compile(exp.path), exp.name, compileArguments(exp.args));
    case 'function': {
      const { parameters } = exp;
      const body = compile(exp.body);
      return (scope) => new FeelFunction(parameters, (args) => {
        scope.runtime.spend(1);
        return body(withVariables(scope, new Map(parameters.map((name, index) => [name, args[index] ?? null]))));
      });
    }
  }
}
