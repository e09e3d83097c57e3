/**
 * Reads an expression by the grammar of feel-scala 1.17: ordered choices with backtracking, in the same order, so that the same texts parse
 * to the same tree. Rules that more than one choice starts with are remembered by position: reading takes time linear in the text.
 */

import type { Arguments, Exp, Iterator, RangeExp } from './ast.ts';
import { temporalLiteral, unescape, type TemporalForm } from './literals.ts';
import { FOLLOWERS, START, UNARY_TESTS_START, unaryTestsFollowers, type ParseFailure } from './parse-failure.ts';
import { Scanner } from './scanner.ts';
import { Decimal } from '../values/decimal.ts';

/** How deep expressions may nest. */
export const NESTING_MAX = 250;
/** How many operands one chain of operators may have (`1 + 1 + …`): each is one level of the tree. */
const CHAIN_MAX = 1000;

type Rule = (parser: Parser) => Exp | undefined;

export class NestedTooDeeply extends Error {}

interface Memo {
  readonly result: Exp | undefined;
  readonly end: number;
}

export class Parser {
  private readonly scan: Scanner;
  private readonly memos = new Map<Rule, Map<number, Memo>>();
  private depth = 0;
  private readAnything = false;
  private readsUnaryTests = false;
  private ending: keyof typeof FOLLOWERS = 'value';
  private readonly openings: ParseFailure[] = [];
  /** Set when a function is defined by a Java class, which Zeebe refuses. */
  usesExternalFunctions = false;

  constructor(text: string) {
    this.scan = new Scanner(text);
  }

  /** The whole text as one expression. @throws NestedTooDeeply */
  parseExpression(): Exp | undefined {
    return this.whole(() => this.expression());
  }

  /** The whole text as a decision table's unary tests. @throws NestedTooDeeply */
  parseUnaryTests(): Exp | undefined {
    this.readsUnaryTests = true;
    return this.whole(() => this.unaryTests());
  }

  /** After a failure: where reading stopped and what could have followed there, as feel-scala's parser says it. */
  get failure(): ParseFailure {
    const { position } = this.scan;
    if (!this.readAnything) return { position, expected: `(${position === 0 ? 'start-of-input | ' : ''}${this.readsUnaryTests ? UNARY_TESTS_START : START})` };
    const rest = this.scan.text.slice(position);
    const openings = this.openings.filter((opening) => opening.position === position).map((opening) => `${opening.expected} | `);
    const and = `"and"${rest.startsWith('and') ? ' ~ (addSub | unaryComparison | range)' : ''}`;
    const or = `"or"${rest.startsWith('or') ? ' ~ conjunction' : ''}`;
    const [negation, more] = this.readsUnaryTests ? unaryTestsFollowers(this.scan.text.slice(0, position), rest) : ['', ''];
    return { position, expected: `(${negation}${openings.at(-1) ?? ''}${FOLLOWERS[this.ending]}${and} | ${or} | ${more}end-of-input)` };
  }

  private whole(read: () => Exp | undefined): Exp | undefined {
    const result = read();
    this.scan.skip();
    this.readAnything = result !== undefined;
    return result && this.scan.atEnd ? result : undefined;
  }

  /** Remembers how far a construct got that did not become one: its key word is read as a name then. */
  private opened(position: number | undefined, expected: string): undefined {
    if (position !== undefined) this.openings.push({ position, expected });
    return undefined;
  }

  private positionAfterSpace(): number {
    const from = this.scan.position;
    this.scan.skip();
    const { position } = this.scan;
    this.scan.position = from;
    return position;
  }

  /** Tries a rule; on failure the position is where it was. */
  private attempt<T>(read: () => T | undefined): T | undefined {
    const before = [this.scan.position, this.ending] as const;
    const result = read();
    if (result === undefined) [this.scan.position, this.ending] = before;
    return result;
  }

  private remembered(rule: Rule): Exp | undefined {
    const from = this.scan.position;
    let memos = this.memos.get(rule);
    if (!memos) this.memos.set(rule, (memos = new Map()));
    const memo = memos.get(from);
    if (memo) {
      this.scan.position = memo.end;
      return memo.result;
    }
    if (this.depth >= NESTING_MAX) throw new NestedTooDeeply();
    this.depth += 1;
    const result = rule(this);
    this.depth -= 1;
    if (result === undefined) this.scan.position = from;
    memos.set(from, { result, end: this.scan.position });
    return result;
  }

  /** One or more, separated. */
  private separated<T>(separator: string, read: () => T | undefined): T[] | undefined {
    const first = read();
    if (first === undefined) return undefined;
    const items = [first];
    for (;;) {
      const next = this.attempt(() => (this.scan.take(separator) ? read() : undefined));
      if (next === undefined) return items;
      items.push(next);
    }
  }

  // Expressions, loosest first

  private expression(): Exp | undefined {
    return this.remembered(EXPRESSION);
  }

  readonly rules = {
    expression: (): Exp | undefined => this.ifExpression() ?? this.forExpression() ?? this.quantified() ?? this.disjunction(),
    sum: (): Exp | undefined => this.leftToRight(() => this.product(), ['+', '-']),
    value: (): Exp | undefined => this.valueWithChain(),
  };

  private ifExpression(): Exp | undefined {
    return this.attempt(() => {
      if (!this.scan.take('if')) return undefined;
      const start = this.positionAfterSpace();
      const condition = this.expression();
      if (!condition) return this.opened(start, `(${START})`);
      if (!this.scan.take('then')) return this.opened(start, `(${START}) ~ "then"`);
      const then = this.expression();
      if (!then) return this.opened(start, `(${START}) ~ "then" ~ (${START})`);
      if (!this.scan.take('else')) return this.opened(start, `(${START}) ~ "then" ~ (${START}) ~ "else"`);
      const otherwise = this.expression();
      return otherwise ? { kind: 'if', condition, then, otherwise } : this.opened(start, `(${START}) ~ "then" ~ (${START}) ~ "else" ~ (${START})`);
    });
  }

  private forExpression(): Exp | undefined {
    return this.attempt(() => {
      if (!this.scan.take('for')) return undefined;
      const start = this.positionAfterSpace();
      const iterators = this.separated(',', () => this.iterator());
      if (!iterators) return this.opened(start, 'listIterator.rep(1)');
      const body = this.scan.take('return') ? this.expression() : undefined;
      return body ? { kind: 'for', iterators, body } : this.opened(start, 'listIterator.rep(1) ~ "return"');
    });
  }

  private quantified(): Exp | undefined {
    return this.attempt(() => {
      const kind = this.scan.takeOneOf(['some', 'every'] as const);
      if (!kind) return undefined;
      const start = this.positionAfterSpace();
      const iterators = this.separated(',', () => this.iterator());
      if (!iterators) return this.opened(start, 'listIterator.rep(1)');
      const condition = this.scan.take('satisfies') ? this.expression() : undefined;
      return condition ? { kind, iterators, condition } : this.opened(start, 'listIterator.rep(1) ~ "satisfies"');
    });
  }

  private iterator(): Iterator | undefined {
    const name = this.scan.name();
    if (name === undefined || !this.scan.take('in')) return undefined;
    const list = this.attempt((): Exp | undefined => {
      const start = this.sum();
      const end = start && this.scan.take('..') ? this.sum() : undefined;
      return start && end && { kind: 'iteration', start, end };
    }) ?? this.value();
    return list && [name, list];
  }

  private disjunction(): Exp | undefined {
    return this.joined('or', () => this.joined('and', () => this.comparable()));
  }

  private joined(kind: 'and' | 'or', read: () => Exp | undefined): Exp | undefined {
    let left = read();
    for (let length = 1; left; length += 1) {
      if (length > CHAIN_MAX) throw new NestedTooDeeply();
      const right = this.attempt(() => (this.scan.take(kind) ? read() : undefined));
      if (!right) return left;
      left = { kind, left, right };
    }
    return undefined;
  }

  private comparable(): Exp | undefined {
    return this.attempt(() => {
      const value = this.sum();
      if (!value) return undefined;
      const comparison = this.comparison(value);
      if (comparison) return comparison;
      this.ending = 'value';
      return value;
    }) ?? this.intervalOrComparison();
  }

  private intervalOrComparison(): Exp | undefined {
    const test = this.simplePositiveUnaryTest();
    if (test) this.ending = test.kind === 'inputInRange' ? 'closed' : 'operand';
    return test;
  }

  private comparison(value: Exp): Exp | undefined {
    return this.attempt(() => this.binaryComparison(value))
      ?? this.attempt(() => this.between(value))
      ?? this.attempt(() => this.instanceOf(value))
      ?? this.attempt(() => this.inTest(value));
  }

  private binaryComparison(left: Exp): Exp | undefined {
    const operator = this.scan.takeOneOf(['<=', '>=', '<', '>', '!=', '='] as const);
    const right = operator && this.sum();
    if (!operator || !right) return undefined;
    this.ending = 'operand';
    return operator === '!='
      ? { kind: 'not', value: { kind: 'comparison', operator: '=', left, right } }
      : { kind: 'comparison', operator, left, right };
  }

  private between(value: Exp): Exp | undefined {
    const low = this.scan.take('between') ? this.sum() : undefined;
    const high = low && this.scan.take('and') ? this.sum() : undefined;
    if (high) this.ending = 'operand';
    return low && high && {
      kind: 'and',
      left: { kind: 'comparison', operator: '>=', left: value, right: low },
      right: { kind: 'comparison', operator: '<=', left: value, right: high },
    };
  }

  private instanceOf(value: Exp): Exp | undefined {
    if (!this.scan.take('instance')) return undefined;
    const start = this.positionAfterSpace();
    if (!this.scan.take('of')) return this.opened(start, '"of"');
    const known = this.scan.takeOneOf(['years and months duration', 'days and time duration', 'date and time', 'function']);
    const type = known ?? this.qualifiedName()?.join('.');
    if (type === undefined) return this.opened(start, '"of" ~ typeName');
    this.ending = known === undefined ? 'type' : 'closed';
    return { kind: 'instanceOf', value, type };
  }

  private inTest(value: Exp): Exp | undefined {
    if (!this.scan.take('in')) return undefined;
    const test = this.attempt(() => {
      const tests = this.scan.take('(') ? this.positiveUnaryTests() : undefined;
      if (!tests || !this.scan.take(')')) return undefined;
      this.ending = 'closed';
      return tests;
    }) ?? this.positiveUnaryTest();
    return test && { kind: 'in', value, test };
  }

  // Arithmetic

  private sum(): Exp | undefined {
    return this.remembered(SUM);
  }

  private leftToRight(read: () => Exp | undefined, operators: readonly ('+' | '-' | '*' | '/' | '**')[]): Exp | undefined {
    let left = read();
    for (let length = 1; left; length += 1) {
      if (length > CHAIN_MAX) throw new NestedTooDeeply();
      const next = this.attempt(() => {
        const operator = this.scan.takeOneOf(operators);
        const right = operator && read();
        return operator && right && { operator, right };
      });
      if (!next) return left;
      left = { kind: 'arithmetic', left, ...next };
    }
    return undefined;
  }

  private product(): Exp | undefined {
    return this.leftToRight(() => this.leftToRight(() => this.negation(), ['**']), ['*', '/']);
  }

  private negation(): Exp | undefined {
    return this.attempt(() => {
      const negative = this.scan.take('-');
      const value = this.value();
      return value && negative ? { kind: 'negation', value } : value;
    });
  }

  // Values

  private value(): Exp | undefined {
    return this.remembered(VALUE);
  }

  private valueWithChain(): Exp | undefined {
    let value = this.terminal();
    for (let length = 1; value; length += 1) {
      if (length > CHAIN_MAX) throw new NestedTooDeeply();
      const base: Exp = value;
      const next = this.attempt((): Exp | undefined => {
        const key = this.scan.take('.') ? this.propertyName() : undefined;
        return key === undefined ? undefined : { kind: 'path', base, key };
      }) ?? this.attempt((): Exp | undefined => {
        const filter = this.scan.take('[') ? this.expression() : undefined;
        return filter && this.scan.take(']') ? { kind: 'filter', list: base, filter } : undefined;
      });
      if (!next) return value;
      value = next;
    }
    return undefined;
  }

  private propertyName(): string | undefined {
    return this.scan.take('time offset') ? 'time offset' : this.scan.name();
  }

  private qualifiedName(): string[] | undefined {
    return this.separated('.', () => this.propertyName());
  }

  private terminal(): Exp | undefined {
    return this.attempt(() => this.temporal())
      ?? this.attempt(() => this.call())
      ?? this.attempt(() => this.variable())
      ?? this.literal()
      ?? (this.scan.take('?') ? { kind: 'inputValue' } : undefined)
      ?? this.attempt(() => this.functionDefinition())
      ?? this.attempt(() => {
        const inner = this.scan.take('(') ? this.expression() : undefined;
        return inner && this.scan.take(')') ? inner : undefined;
      });
  }

  private variable(): Exp | undefined {
    const names = this.qualifiedName();
    return names && { kind: 'variable', names };
  }

  private temporal(): Exp | undefined {
    const form: TemporalForm | undefined = this.scan.takeOneOf(['duration', 'date and time', 'date', 'time'] as const);
    if (form !== undefined) {
      const text = this.scan.take('(') ? this.scan.quoted() : undefined;
      return text !== undefined && this.scan.take(')') ? temporalLiteral(form, text) : undefined;
    }
    const text = this.scan.take('@') ? this.scan.quoted() : undefined;
    return text === undefined ? undefined : temporalLiteral('@', text);
  }

  private literal(): Exp | undefined {
    if (this.scan.take('null')) return { kind: 'constant', value: null };
    if (this.scan.take('true')) return { kind: 'constant', value: true };
    if (this.scan.take('false')) return { kind: 'constant', value: false };
    const text = this.scan.quoted();
    if (text !== undefined) return { kind: 'constant', value: unescape(text) };
    const digits = this.scan.number();
    const number = digits === undefined ? undefined : Decimal.parse(digits);
    if (number) return { kind: 'constant', value: number };
    return this.attempt(() => this.list()) ?? this.attempt(() => this.context());
  }

  private list(): Exp | undefined {
    if (!this.scan.take('[')) return undefined;
    const items = this.separated(',', () => this.expression()) ?? [];
    return this.scan.take(']') ? { kind: 'list', items } : undefined;
  }

  private context(): Exp | undefined {
    if (!this.scan.take('{')) return undefined;
    const entries = this.separated(',', () => this.attempt(() => this.contextEntry())) ?? [];
    return this.scan.take('}') ? { kind: 'context', entries } : undefined;
  }

  private contextEntry(): readonly [string, Exp] | undefined {
    const key = this.scan.anyKey() ?? this.scan.nameWithSpaces() ?? this.scan.name() ?? this.scan.quoted();
    const value = key !== undefined && this.scan.take(':') ? this.expression() : undefined;
    return key !== undefined && value ? [key, value] : undefined;
  }

  // Functions

  private functionDefinition(): Exp | undefined {
    if (!this.scan.take('function') || !this.scan.take('(')) return undefined;
    const parameters = this.separated(',', () => this.parameterName()) ?? [];
    if (!this.scan.take(')')) return undefined;
    const body = this.attempt(() => this.externalBody()) ?? this.expression();
    return body && { kind: 'function', parameters, body };
  }

  private externalBody(): Exp | undefined {
    const { scan } = this;
    const opened = scan.take('external') && scan.take('{') && scan.take('java') && scan.take(':') && scan.take('{')
      && scan.take('class') && scan.take(':') && scan.quoted() !== undefined && scan.take(',')
      && scan.take('method signature') && scan.take(':') && scan.quoted() !== undefined && scan.take('}') && scan.take('}');
    if (!opened) return undefined;
    this.usesExternalFunctions = true;
    return { kind: 'constant', value: null };
  }

  private parameterName(): string | undefined {
    return this.scan.nameWithSpaces() ?? this.scan.name();
  }

  private call(): Exp | undefined {
    const single = this.scan.nameWithSpaces() ?? this.scan.takeOneOf(NAMES_WITH_RESERVED_WORDS);
    const names = single === undefined ? this.qualifiedName() : [single];
    const name = names?.at(-1);
    if (!names || name === undefined || !this.scan.take('(')) return undefined;
    const args = this.callArguments();
    if (!this.scan.take(')')) return undefined;
    return names.length === 1
      ? { kind: 'call', name, args }
      : { kind: 'qualifiedCall', path: { kind: 'variable', names: names.slice(0, -1) }, name, args };
  }

  private callArguments(): Arguments {
    const named = this.attempt(() => this.separated(',', () => this.attempt((): readonly [string, Exp] | undefined => {
      const name = this.parameterName();
      const value = name !== undefined && this.scan.take(':') ? this.argument() : undefined;
      return name !== undefined && value ? [name, value] : undefined;
    })));
    if (named) return { named: true, values: new Map(named) };
    return { named: false, values: this.separated(',', () => this.argument()) ?? [] };
  }

  private argument(): Exp | undefined {
    return this.attempt(() => this.range()) ?? this.expression();
  }

  private range(): RangeExp | undefined {
    const opening = this.scan.takeOneOf(['(', ']', '['] as const);
    const start = opening && this.sum();
    const end = start && this.scan.take('..') ? this.sum() : undefined;
    const closing = end && this.scan.takeOneOf([')', '[', ']'] as const);
    return opening && start && end && closing && {
      kind: 'range',
      start: { closed: opening === '[', value: start },
      end: { closed: closing === ']', value: end },
    };
  }

  // Unary tests

  private unaryTests(): Exp | undefined {
    const negated = this.attempt((): Exp | undefined => {
      const tests = this.scan.take('not') && this.scan.take('(') ? this.positiveUnaryTests() : undefined;
      return tests && this.scan.take(')') ? { kind: 'not', value: tests } : undefined;
    });
    return negated ?? this.positiveUnaryTests() ?? (this.scan.take('-') ? { kind: 'constant', value: true } : undefined);
  }

  private positiveUnaryTests(): Exp | undefined {
    return this.attempt(() => {
      const tests = this.separated(',', () => this.positiveUnaryTest());
      return tests && (tests.length === 1 ? tests[0] : { kind: 'atLeastOne', tests });
    });
  }

  private positiveUnaryTest(): Exp | undefined {
    const boolean = this.attempt((): Exp | undefined => {
      const word = this.scan.takeOneOf(['true', 'false']);
      if (word === undefined) return undefined;
      this.scan.skip();
      return this.scan.atEnd ? { kind: 'inputEqual', value: { kind: 'constant', value: word === 'true' } } : undefined;
    });
    const test = boolean ?? this.simplePositiveUnaryTest();
    if (test) return test;
    const expression = this.expression();
    return expression && { kind: 'unaryTest', test: expression };
  }

  private simplePositiveUnaryTest(): Exp | undefined {
    return this.attempt((): Exp | undefined => {
      const operator = this.scan.takeOneOf(['<=', '>=', '<', '>'] as const);
      const value = operator && this.sum();
      return operator && value && { kind: 'inputCompare', operator, value };
    }) ?? this.attempt((): Exp | undefined => {
      const range = this.range();
      return range && { kind: 'inputInRange', range };
    });
  }
}

const EXPRESSION: Rule = (parser) => parser.rules.expression();
const SUM: Rule = (parser) => parser.rules.sum();
const VALUE: Rule = (parser) => parser.rules.value();

const NAMES_WITH_RESERVED_WORDS = ['and', 'or', 'date and time', 'years and months duration', 'get or else'] as const;
