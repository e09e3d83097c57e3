import { builtin, variadic, type Functions } from './define.ts';
import { statisticFunctions } from './statistics.ts';
import { equal, same } from '../values/comparison.ts';
import { Decimal } from '../values/decimal.ts';
import { extentOf } from '../values/extent.ts';
import { JavaException } from '../values/java-exception.ts';
import { display, FeelError, FeelFunction, isList, type List, type Runtime, type Value } from '../values/value.ts';

/** A position from 1, or from the end for a negative one. */
function indexOf(list: List, position: number): number {
  return position > 0 ? position - 1 : list.length + position;
}

function ofList(body: (list: List, runtime: Runtime) => Value): FeelFunction {
  return builtin(['list'], ([list], runtime) => {
    if (list === undefined || !isList(list)) return undefined;
    runtime.spend(list.length);
    return body(list, runtime);
  });
}

function distinct(list: List, runtime: Runtime): Value[] {
  const result: Value[] = [];
  for (const item of list) {
    runtime.spend((result.length * extentOf(item).weight) >> 4);
    if (!result.some((known) => equal(item, known) === true)) result.push(item);
  }
  return result;
}

/** The items of all lists; what is no list is an item itself. */
function concatenated(lists: Value | undefined, runtime: Runtime): Value[] | undefined {
  if (lists === undefined || !isList(lists)) return undefined;
  const items = lists.flatMap((item): readonly Value[] => (item !== null && isList(item) ? item : [item]));
  runtime.spend(items.length);
  return items;
}

function flatten(list: List, runtime: Runtime): Value[] {
  runtime.spend(list.length);
  return list.flatMap((item) => (item !== null && isList(item) ? flatten(item, runtime) : [item]));
}

/** Three-valued logic over a list: an item that is no boolean leaves it open. */
function decided(by: boolean): FeelFunction {
  return variadic(['list'], ([list]) => {
    if (list === undefined || !isList(list)) return undefined;
    let result: boolean | null = !by;
    for (const item of list) {
      if (item === by) return by;
      if (typeof item !== 'boolean') result = null;
    }
    return result;
  });
}

function sort(list: List, precedes: FeelFunction, runtime: Runtime): Value {
  const before = (x: Value, y: Value): boolean => {
    const result = precedes.invoke([x, y], runtime);
    if (typeof result !== 'boolean') throw new JavaException('java.lang.RuntimeException', `expected boolean but found '${display(result)}'`);
    return result;
  };
  try {
    return [...list].sort((x, y) => (before(x, y) ? -1 : before(y, x) ? 1 : 0));
  } catch (error) {
    if (error instanceof JavaException) return new FeelError(`fail to sort list by given precedes function: ${error.message}`);
    throw error;
  }
}

function join(list: List, runtime: Runtime, delimiter = '', prefix = '', suffix = ''): Value {
  const texts: string[] = [];
  for (const item of list) {
    if (typeof item === 'string') texts.push(item);
    else if (item !== null) return new FeelError(`expected a list of strings but found '${display(list).replace(/^\[(.*)\]$/s, 'List($1)')}'`);
  }
  const result = prefix + texts.join(delimiter) + suffix;
  runtime.spend(result.length >> 4);
  return result;
}

const all = decided(false);
const any = decided(true);

export const listFunctions: Functions = {
  ...statisticFunctions,
  'list contains': [
    builtin(['list', 'element'], ([list, element]) => (list !== undefined && isList(list) && element !== undefined
      ? list.some((item) => same(item, element))
      : undefined)),
  ],
  count: [ofList((list) => Decimal.ofInteger(list.length))],
  and: [all],
  all: [all],
  or: [any],
  any: [any],
  sublist: [
    builtin(['list', 'start'], ([list, start]) => (list !== undefined && isList(list) && start instanceof Decimal
      ? list.slice(Math.max(0, indexOf(list, start.toInt())))
      : undefined)),
    builtin(['list', 'start', 'length'], ([list, start, length]) => {
      if (list === undefined || !isList(list) || !(start instanceof Decimal) || !(length instanceof Decimal)) return undefined;
      const from = indexOf(list, start.toInt());
      return list.slice(Math.max(0, from), Math.max(0, from + length.toInt()));
    }),
  ],
  append: [
    variadic(['list', 'items'], ([list, items], runtime) => {
      if (list === undefined || !isList(list) || items === undefined || !isList(items)) return undefined;
      runtime.spend(list.length + items.length);
      return [...list, ...items];
    }),
  ],
  concatenate: [variadic(['lists'], ([lists], runtime) => concatenated(lists, runtime))],
  union: [
    variadic(['lists'], ([lists], runtime) => {
      const items = concatenated(lists, runtime);
      return items && distinct(items, runtime);
    }),
  ],
  'insert before': [
    builtin(['list', 'position', 'newItem'], ([list, position, item]) => {
      if (list === undefined || !isList(list) || !(position instanceof Decimal) || item === undefined) return undefined;
      const at = Math.max(0, indexOf(list, position.toInt()));
      return [...list.slice(0, at), item, ...list.slice(at)];
    }),
  ],
  remove: [
    builtin(['list', 'position'], ([list, position]) => {
      if (list === undefined || !isList(list) || !(position instanceof Decimal)) return undefined;
      const at = position.toInt();
      return [...list.slice(0, Math.max(0, indexOf(list, at))), ...list.slice(Math.max(0, indexOf(list, at + 1)))];
    }),
  ],
  reverse: [ofList((list) => [...list].reverse())],
  'index of': [
    builtin(['list', 'match'], ([list, match]) => (list !== undefined && isList(list) && match !== undefined
      ? list.flatMap((item, index) => (same(item, match) ? [Decimal.ofInteger(index + 1)] : []))
      : undefined)),
  ],
  'distinct values': [ofList(distinct)],
  'duplicate values': [
    ofList((list, runtime) => distinct(list, runtime).filter((item) => {
      runtime.spend((list.length * extentOf(item).weight) >> 4);
      return list.filter((other) => equal(other, item) === true).length > 1;
    })),
  ],
  flatten: [ofList(flatten)],
  sort: [
    builtin(['list', 'precedes'], ([list, precedes], runtime) => {
      if (list === undefined || !isList(list) || !(precedes instanceof FeelFunction)) return undefined;
      if (precedes.parameters.length === 2) return sort(list, precedes, runtime);
      return new FeelError(`expect boolean function with 2 arguments, but found '${precedes.parameters.length}'`);
    }),
  ],
  'string join': [
    builtin(['list'], ([list], runtime) => (list !== undefined && isList(list) ? join(list, runtime) : undefined)),
    builtin(['list', 'delimiter'], ([list, delimiter], runtime) => {
      if (list === undefined || !isList(list)) return undefined;
      return typeof delimiter === 'string' || delimiter === null ? join(list, runtime, delimiter ?? '') : undefined;
    }),
    builtin(['list', 'delimiter', 'prefix', 'suffix'], ([list, delimiter, prefix, suffix], runtime) => {
      if (list === undefined || !isList(list) || (typeof delimiter !== 'string' && delimiter !== null)) return undefined;
      if (prefix === null && suffix === null) return join(list, runtime, delimiter ?? '');
      return typeof prefix === 'string' && typeof suffix === 'string' ? join(list, runtime, delimiter ?? '', prefix, suffix) : undefined;
    }),
  ],
};
