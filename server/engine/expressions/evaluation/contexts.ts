/** Variables, paths into contexts, lists and properties of values, and context literals. */

import { memberOf } from '../../members.ts';
import type { Evaluate } from './failures.ts';
import { withBinding, type Scope } from './scope.ts';
import { inScalaOrder } from '../values/entry-order.ts';
import { properties } from '../values/properties.ts';
import { display, FeelContext, FeelError, FeelFunction, isList, type Value } from '../values/value.ts';

/** A property of a value; null, with a warning, where it has none of that name. */
export function path(value: Value, key: string, scope: Scope): Value {
  if (value instanceof FeelContext) {
    const entry = value.entries.get(key);
    if (entry !== undefined) return entry;
    const literal = value.json === undefined && !value.comparesByContent;
    const keys = literal ? [...value.entries.keys()] : inScalaOrder(value.entries).map(([name]) => name);
    // feel-scala does not see that one made by a function is empty.
    const detail = keys.length === 0 && !value.comparesByContent ? 'The context is empty' : `Available keys: ${keys.map((name) => `'${name}'`).join(', ')}`;
    scope.runtime.warn('NO_CONTEXT_ENTRY_FOUND', `No context entry found with key '${key}'. ${detail}`);
    return null;
  }
  if (isList(value)) {
    scope.runtime.spend(value.length);
    return value.map((item) => path(item, key, scope));
  }
  if (value === null) {
    scope.runtime.warn('NO_CONTEXT_ENTRY_FOUND', `No context entry found with key '${key}'. The context is null`);
    return null;
  }
  const known = properties(value);
  const property = memberOf(known, key);
  if (property !== undefined) return property;
  const names = Object.keys(known).map((name) => `'${name}'`).join(', ');
  scope.runtime.warn('NO_PROPERTY_FOUND', `No property found with name '${key}' of value '${display(value)}'. Available properties: ${names}`);
  return null;
}

/** A variable, and a path into it. */
export function pathOf(names: readonly string[]): Evaluate {
  const [name = '', ...keys] = names;
  return (scope) => {
    let value = scope.variable(name);
    if (value === undefined || (value instanceof FeelError && !value.fatal)) {
      scope.runtime.warn('NO_VARIABLE_FOUND', `No variable found with name '${name}'`);
      return null;
    }
    for (const key of keys) {
      if (value instanceof FeelError) return value;
      value = path(value, key, scope);
    }
    return value;
  };
}

/** A context literal: an entry sees those before it. */
export function contextOf(entries: readonly (readonly [key: string, value: Evaluate])[]): Evaluate {
  return (scope) => {
    const values = new Map<string, Value>();
    const functions = new Map<string, readonly FeelFunction[]>();
    let inner = scope;
    for (const [key, evaluate] of entries) {
      const value = evaluate(inner);
      if (value instanceof FeelError) return value.fatal ? new FeelError(display(value)) : value;
      if (value instanceof FeelFunction) functions.set(key, [...(functions.get(key) ?? []), value]);
      else values.set(key, value);
      inner = withBinding(inner, key, value);
    }
    return scope.runtime.hold(new FeelContext(values, { functions }));
  };
}
