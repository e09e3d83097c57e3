/** Calls of built-in and user-defined functions, with positional or named arguments. */

import { fail, nullIfError, wrongType, type Evaluate } from './failures.ts';
import type { Scope } from './scope.ts';
import { FeelContext, FeelError, isList, type FeelFunction, type Value } from '../values/value.ts';

export type CompiledArguments =
  | { readonly named: false; readonly values: readonly Evaluate[] }
  | { readonly named: true; readonly values: ReadonlyMap<string, Evaluate> };

function matches(candidate: FeelFunction, args: CompiledArguments): boolean {
  if (args.named) return [...args.values.keys()].every((name) => candidate.parameters.includes(name));
  const { length } = candidate.parameters;
  return length === args.values.length || (length < args.values.length && candidate.variadic);
}

function find(candidates: readonly FeelFunction[], name: string, args: CompiledArguments, scope: Scope): FeelFunction | FeelError {
  const found = candidates.find((candidate) => matches(candidate, args));
  if (found) return found;
  const message = args.named
    ? `No function found with name '${name}' and parameters: ${[...args.values.keys()].join(',')}`
    : `No function found with name '${name}' and ${args.values.length} parameters`;
  return fail(scope, 'NO_FUNCTION_FOUND', message);
}

/** The arguments in the order of the parameters; a variadic function takes the last ones as one list. */
function evaluateArguments(target: FeelFunction, args: CompiledArguments, scope: Scope): readonly Value[] {
  if (args.named) return target.parameters.map((name) => args.values.get(name)?.(scope) ?? null);
  const values = args.values.map((argument) => argument(scope));
  if (!target.variadic || target.parameters.length === 0) return values;
  const fixed = target.parameters.length - 1;
  const rest = values.slice(fixed);
  const [only] = rest;
  const list = fixed === 0 && rest.length === 1 && only !== undefined && isList(only) ? only : rest;
  return [...values.slice(0, fixed), list];
}

function invoke(target: FeelFunction, args: CompiledArguments, scope: Scope): Value {
  const values = evaluateArguments(target, args, scope);
  scope.runtime.spend(1);
  scope.runtime.spendOn(...values);
  return scope.runtime.hold(target.invoke(values, scope.runtime));
}

export function call(name: string, args: CompiledArguments): Evaluate {
  return (scope) => {
    const target = find(scope.functions(name), name, args, scope);
    if (target instanceof FeelError) return null;
    const result = invoke(target, args, scope);
    if (!(result instanceof FeelError) || result.fatal) return result;
    if (name === 'assert') return nullIfError(fail(scope, 'ASSERT_FAILURE', result.message));
    scope.runtime.warn('FUNCTION_INVOCATION_FAILURE', `Failed to invoke function '${name}': ${result.message}`);
    return null;
  };
}

/** A function that is an entry of a context. Its errors are not turned into null. */
export function qualifiedCall(path: Evaluate, name: string, args: CompiledArguments): Evaluate {
  return (scope) => {
    const context = path(scope);
    if (!(context instanceof FeelContext)) return wrongType(scope, 'context', context);
    const target = find(context.functions.get(name) ?? [], name, args, scope);
    return target instanceof FeelError ? target : invoke(target, args, scope);
  };
}
