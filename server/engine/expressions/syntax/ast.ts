/** The syntax tree of an expression, with feel-scala's words. */

import type { Value } from '../values/value.ts';

export type Arguments =
  | { readonly named: false; readonly values: readonly Exp[] }
  | { readonly named: true; readonly values: ReadonlyMap<string, Exp> };

export interface RangeExp {
  readonly kind: 'range';
  readonly start: { readonly closed: boolean; readonly value: Exp };
  readonly end: { readonly closed: boolean; readonly value: Exp };
}

export type Iterator = readonly [name: string, list: Exp];

export type ComparisonOperator = '=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

export type Exp =
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'inputValue' }
  | { readonly kind: 'list'; readonly items: readonly Exp[] }
  | { readonly kind: 'context'; readonly entries: readonly (readonly [key: string, value: Exp])[] }
  | RangeExp
  | { readonly kind: 'inputEqual'; readonly value: Exp }
  | { readonly kind: 'inputCompare'; readonly operator: Exclude<ComparisonOperator, '='>; readonly value: Exp }
  | { readonly kind: 'inputInRange'; readonly range: RangeExp }
  | { readonly kind: 'unaryTest'; readonly test: Exp }
  | { readonly kind: 'atLeastOne'; readonly tests: readonly Exp[] }
  | { readonly kind: 'not'; readonly value: Exp }
  | { readonly kind: 'variable'; readonly names: readonly string[] }
  | { readonly kind: 'path'; readonly base: Exp; readonly key: string }
  | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Exp; readonly right: Exp }
  | { readonly kind: 'negation'; readonly value: Exp }
  | { readonly kind: 'comparison'; readonly operator: ComparisonOperator; readonly left: Exp; readonly right: Exp }
  | { readonly kind: 'and' | 'or'; readonly left: Exp; readonly right: Exp }
  | { readonly kind: 'if'; readonly condition: Exp; readonly then: Exp; readonly otherwise: Exp }
  | { readonly kind: 'in'; readonly value: Exp; readonly test: Exp }
  | { readonly kind: 'instanceOf'; readonly value: Exp; readonly type: string }
  | { readonly kind: 'some' | 'every'; readonly iterators: readonly Iterator[]; readonly condition: Exp }
  | { readonly kind: 'for'; readonly iterators: readonly Iterator[]; readonly body: Exp }
  | { readonly kind: 'filter'; readonly list: Exp; readonly filter: Exp }
  | { readonly kind: 'iteration'; readonly start: Exp; readonly end: Exp }
  | { readonly kind: 'call'; readonly name: string; readonly args: Arguments }
  | { readonly kind: 'qualifiedCall'; readonly path: Exp; readonly name: string; readonly args: Arguments }
  | { readonly kind: 'function'; readonly parameters: readonly string[]; readonly body: Exp };
