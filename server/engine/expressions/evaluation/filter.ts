/** `list[…]`: by index or by condition. */

import { nullIfError, wrongType, type Evaluate } from './failures.ts';
import { withBinding, withContext, type Scope } from './scope.ts';
import { Decimal } from '../values/decimal.ts';
import { display, FeelContext, FeelError, isList, type List, type Value } from '../values/value.ts';

/** Known from the syntax: a number, a condition, or whatever the value turns out to be. */
export type FilterMode = 'index' | 'condition' | 'either';

/** The item at a position from 1, or from the end for a negative one; 0 and positions outside give null. */
function itemAt(list: List, index: Decimal): Value {
  const size = Decimal.ofInteger(list.length);
  const position = index.sign > 0 ? index.minus(Decimal.ONE) : size.plus(index);
  if (position.sign < 0 || position.compare(size) >= 0) return null;
  return list[position.toInt()] ?? null;
}

/** The item's entries are names within the filter, and the item itself is `item`. */
function itemScope(scope: Scope, item: Value): Scope {
  const inner = withBinding(scope, 'item', item);
  return item instanceof FeelContext ? withContext(inner, item) : inner;
}

function byCondition(list: List, condition: Evaluate, scope: Scope): Value {
  const [first, ...rest] = list;
  if (first === undefined) return [];
  scope.runtime.spend(list.length);
  const decision = condition(itemScope(scope, first));
  if (decision instanceof FeelError) return decision;
  // A condition that gives a number for the first item is an index.
  if (decision instanceof Decimal) return itemAt(list, decision);
  const kept: Value[] = decision === true ? [first] : [];
  for (const item of rest) {
    const fulfilled = condition(itemScope(scope, item));
    if (fulfilled instanceof FeelError) {
      if (!fulfilled.fatal) continue;
      return new FeelError(display(fulfilled));
    }
    // feel-scala marks rejected items with the text "_", so such an item is lost.
    if (fulfilled === true && item !== '_') kept.push(item);
  }
  return kept;
}

export function filter(list: Evaluate, mode: FilterMode, condition: Evaluate): Evaluate {
  return (scope) => {
    const items = list(scope);
    if (!isList(items)) return nullIfError(wrongType(scope, 'list', items));
    if (mode !== 'condition') {
      const index = condition(scope);
      if (index instanceof Decimal) return itemAt(items, index);
    }
    return nullIfError(byCondition(items, condition, scope));
  };
}
