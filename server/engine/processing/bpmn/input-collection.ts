import type { Expression, JsonText } from '../../expressions/index.ts';
import type { MultiInstance } from '../../model/types.ts';
import { splitArray } from '../../records/document.ts';
import type { Key } from '../../records/types.ts';
import type { State } from '../../state/state.ts';
import { visibleVariable } from '../../state/variable-scopes.ts';
import { evaluateArray } from '../expressions.ts';
import type { Step } from '../step.ts';

interface Collection {
  readonly expression: Expression;
  /** What the expression looked up, undefined where there was no such variable. */
  readonly variables: ReadonlyMap<string, JsonText | undefined>;
  readonly items: readonly JsonText[];
}

/** Functions that give another value each time, whatever the variables are. */
const CHANGES_BY_ITSELF = /now\s*\(|today\s*\(|random\s+number\s*\(/;

/** Each inner instance asks for the whole collection again: it is evaluated once, as long as its variables stay the same. */
const lastRead = new WeakMap<State, Collection>();

/** The items of the input collection as it is now. An incident where it is no list. */
export function inputItems(step: Step, { inputCollection: expression }: MultiInstance, bodyKey: Key): readonly JsonText[] {
  const known = lastRead.get(step.state);
  if (known?.expression === expression && stillHolds(step, known, bodyKey)) return known.items;
  const variables = new Map<string, JsonText | undefined>();
  const get = (name: string) => {
    const value = visibleVariable(step.state, bodyKey, name);
    variables.set(name, value);
    return value;
  };
  const items = splitArray(evaluateArray(step, expression, bodyKey, { get }));
  if (!CHANGES_BY_ITSELF.test(expression.source)) lastRead.set(step.state, { expression, variables, items });
  return items;
}

function stillHolds(step: Step, { variables }: Collection, bodyKey: Key): boolean {
  return [...variables].every(([name, value]) => visibleVariable(step.state, bodyKey, name) === value);
}
