/** Where reading an expression stopped, and what could have stood there, in the words of feel-scala's parser. */
export interface ParseFailure {
  readonly position: number;
  readonly expected: string;
}

/** What feel-scala's parser says that an expression starts with. */
export const START = 'ifOp | forOp | quantifiedOp | disjunction';

/** What it says that unary tests start with. */
export const UNARY_TESTS_START = 'negation | positiveUnaryTests | anyInput';

/** What can follow, by what was read last: a value, a comparison's operand, a type's name, or something that ends with a bracket. */
export const FOLLOWERS = {
  value: 'binaryComparison | between | instanceOf | in | ',
  operand: 'path | filter | "**" | [*/] | [+\\\\-] | ',
  type: '"." | ',
  closed: '',
} as const;

/** What else can follow in unary tests: before and after what can follow in every expression. */
export function unaryTestsFollowers(before: string, rest: string): readonly [negation: string, more: string] {
  const negation = before.trim() === 'not' && rest.startsWith('(') ? '"(" ~ positiveUnaryTests | ' : '';
  return [negation, rest.startsWith(',') ? `"," ~ (boolean | unaryComparison | range | ${START}) | ` : '"," | '];
}
