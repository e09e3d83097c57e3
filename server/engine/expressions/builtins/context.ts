import { builtin, variadic, type Functions } from './define.ts';
import { inScalaOrder } from '../values/entry-order.ts';
import { FeelContext, FeelError, isList, type FeelFunction, type List, type Value } from '../values/value.ts';

const made = (entries: ReadonlyMap<string, Value>): FeelContext => new FeelContext(entries, { comparesByContent: true });

const isTexts = (list: List): list is readonly string[] => list.every((item) => typeof item === 'string');

function entriesOf(name: string): FeelFunction {
  return builtin([name], ([context]) => (context instanceof FeelContext
    ? inScalaOrder(context.entries).map(([key, value]) => made(new Map<string, Value>([['key', key], ['value', value]])))
    : undefined));
}

function valueAt(context: FeelContext, keys: readonly string[]): Value {
  let value: Value = context;
  for (const key of keys) value = value instanceof FeelContext ? (value.entries.get(key) ?? null) : null;
  return keys.length === 0 ? null : value;
}

function getValue(contextName: string): FeelFunction {
  return builtin([contextName, 'key'], ([context, key]) => {
    if (!(context instanceof FeelContext) || key === undefined) return undefined;
    if (typeof key === 'string') return context.entries.get(key) ?? null;
    if (!isList(key)) return undefined;
    return isTexts(key) ? valueAt(context, key) : null;
  });
}

/**
 * A nested context that a path can go into. The entries of a process variable are not read yet when feel-scala looks at them, so it does
 * not see a context there and starts an empty one.
 */
function nested(context: FeelContext, key: string): FeelContext {
  const inner = context.entries.get(key);
  const unread = context.json !== undefined || (context.comparesByContent && inner instanceof FeelContext && inner.json !== undefined);
  return inner instanceof FeelContext && !unread ? inner : made(new Map());
}

/** The context with a value at a path; what is in the way and no context is replaced by one. */
function putAt(context: FeelContext, keys: readonly string[], value: Value): FeelContext {
  const [key, ...rest] = keys;
  if (key === undefined) return context;
  const entry = rest.length === 0 ? value : putAt(nested(context, key), rest, value);
  return made(new Map([...context.entries, [key, entry]]));
}

function put(keyName: string): FeelFunction {
  return builtin(['context', keyName, 'value'], ([context, key, value]) => {
    if (!(context instanceof FeelContext) || key === undefined || value === undefined) return undefined;
    if (typeof key === 'string') return keyName === 'keys' ? undefined : value instanceof FeelError ? null : putAt(context, [key], value);
    if (!isList(key)) return undefined;
    if (value instanceof FeelError || key.length === 0) return null;
    return isTexts(key) ? putAt(context, key, value) : undefined;
  });
}

const merge = variadic(['contexts'], ([contexts]) => {
  if (contexts === undefined || !isList(contexts)) return null;
  const entries = new Map<string, Value>();
  for (const context of contexts) {
    if (!(context instanceof FeelContext)) return null;
    for (const [key, value] of context.entries) entries.set(key, value);
  }
  return made(entries);
});

const fromEntries = builtin(['entries'], ([list]) => {
  if (list === undefined || !isList(list)) return null;
  const entries = new Map<string, Value>();
  for (const entry of list) {
    if (!(entry instanceof FeelContext)) return null;
    const key = entry.entries.get('key');
    const value = entry.entries.get('value');
    if (typeof key !== 'string' || value === undefined) return null;
    entries.set(key, value);
  }
  return made(entries);
});

export const contextFunctions: Functions = {
  'get entries': [entriesOf('context'), entriesOf('m')],
  'get value': [
    getValue('m'),
    getValue('context'),
    builtin(['context', 'keys'], ([context, keys]) => {
      if (!(context instanceof FeelContext) || keys === undefined || !isList(keys)) return undefined;
      return isTexts(keys) ? valueAt(context, keys) : null;
    }),
  ],
  'context put': [put('key'), put('keys')],
  put: [put('key')],
  'context merge': [merge],
  'put all': [merge],
  context: [fromEntries],
};
