import type { EvaluationResult, Expression, FeelType, VariableLookup } from './index.ts';
import { compile } from './evaluation/compiler.ts';
import type { Evaluate } from './evaluation/failures.ts';
import { EvaluationRuntime, LimitExceeded } from './evaluation/runtime.ts';
import { VariableScope, type Scope } from './evaluation/scope.ts';
import { PatternTimeout } from './values/pattern-timeout.ts';
import { writeJson } from './json/write.ts';
import type { Exp } from './syntax/ast.ts';
import { NESTING_MAX, NestedTooDeeply, Parser } from './syntax/parser.ts';
import { Decimal } from './values/decimal.ts';
import { JavaException } from './values/java-exception.ts';
import { FeelError, typeName, type TypeName, type Value } from './values/value.ts';

/** Longer texts are refused: they would be parsed for too long. */
const SOURCE_LENGTH_MAX = 100_000;

const RESULT_TYPES: Readonly<Record<TypeName, FeelType>> = {
  null: 'NULL', boolean: 'BOOLEAN', number: 'NUMBER', string: 'STRING', 'days and time duration': 'DURATION', 'years and months duration': 'PERIOD',
  date: 'DATE', time: 'UNKNOWN', 'date and time': 'DATE_TIME', list: 'ARRAY', context: 'OBJECT', function: 'UNKNOWN', range: 'UNKNOWN',
  error: 'UNKNOWN', 'fatal error': 'UNKNOWN',
};

/**
 * Compiles the text of a BPMN attribute: FEEL after a leading `=`, a static value otherwise. A text that does not parse gives an expression
 * with `parseError`; evaluating it fails with the same message. Never throws.
 */
export function compileExpression(source: string): Expression {
  const feel = /^=([\s\S]+)$/.exec(source)?.[1];
  return feel === undefined ? staticExpression(source) : feelExpression(source, feel, (parser) => parser.parseExpression());
}

/** A static text; one that reads as a number is a NUMBER, as in Zeebe. */
function staticExpression(source: string): Expression {
  const number = Decimal.parse(source);
  const result: EvaluationResult = number
    ? { ok: true, type: 'NUMBER', json: writeJson(number), warnings: [] }
    : { ok: true, type: 'STRING', json: JSON.stringify(source), warnings: [] };
  return { source, isStatic: true, evaluate: () => result };
}

function feelExpression(source: string, feel: string, parse: (parser: Parser) => Exp | undefined): Expression {
  const parsed = parseFeel(feel, parse);
  if (typeof parsed === 'string') {
    return { source, isStatic: false, parseError: parsed, evaluate: () => ({ ok: false, message: parsed, warnings: [] }) };
  }
  const evaluate = compile(parsed);
  return { source, isStatic: false, evaluate: (lookup, clock) => run(feel, evaluate, lookup, clock) };
}

/** The tree, or the message why there is none. */
function parseFeel(feel: string, parse: (parser: Parser) => Exp | undefined): Exp | string {
  const failure = `failed to parse expression '${feel}'`;
  if (feel.length > SOURCE_LENGTH_MAX) return `failed to parse expression '${feel.slice(0, 100)}…': more than ${SOURCE_LENGTH_MAX} characters`;
  const parser = new Parser(feel);
  try {
    const tree = parse(parser);
    if (!tree) return `${failure}: Expected ${parser.failure.expected}:${found(feel, parser.failure.position)}`;
    if (parser.usesExternalFunctions) {
      return `validation of expression '${feel}' failed: External functions are disabled. Use the FunctionProvider SPI (recommended) or enable external function in the configuration.`;
    }
    return tree;
  } catch (error) {
    if (error instanceof NestedTooDeeply || error instanceof RangeError) return `${failure}: nested more than ${NESTING_MAX} levels deep`;
    throw error;
  }
}

/** `1:3, found "y"`: line, column and what is there. */
function found(text: string, index: number): string {
  const before = text.slice(0, index);
  const line = before.split('\n').length;
  const column = index - before.lastIndexOf('\n');
  return `${line}:${column}, found ${JSON.stringify(text.slice(index, index + 10))}`;
}

function run(feel: string, evaluate: Evaluate, lookup: VariableLookup, clock: () => Date): EvaluationResult {
  const runtime = new EvaluationRuntime(clock);
  const { warnings } = runtime;
  const result = evaluateIn(feel, evaluate, new VariableScope(lookup, runtime));
  if (!result.ok) return { ok: false, message: result.message, warnings: result.thrown ? [] : warnings };
  try {
    return { ok: true, type: RESULT_TYPES[typeName(result.value)], json: writeJson(result.value), warnings };
  } catch (error) {
    // A number may be small to hold and too long to write.
    return { ok: false, message: `failed to evaluate expression '${feel}' : ${reason(error)}`, warnings };
  }
}

/** `thrown`: an exception ended the evaluation; feel-scala forgets the warnings then. */
export type ValueResult =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string; readonly thrown: boolean };

/** Evaluates in a scope of values. Assertions that failed before, in another expression of the same runtime, do not count. */
function evaluateIn(feel: string, evaluate: Evaluate, scope: Scope): ValueResult {
  const { runtime } = scope;
  const outerAssertion = runtime.failedAssertion;
  runtime.failedAssertion = undefined;
  try {
    const value = evaluate(scope);
    if (runtime.failedAssertion !== undefined) {
      return { ok: false, message: `Assertion failure on evaluate the expression '${feel}': ${runtime.failedAssertion}`, thrown: false };
    }
    return value instanceof FeelError ? { ok: false, message: `failed to evaluate expression '${feel}': ${value.message}`, thrown: false } : { ok: true, value };
  } catch (error) {
    return { ok: false, message: `failed to evaluate expression '${feel}' : ${reason(error)}`, thrown: true };
  } finally {
    runtime.failedAssertion = outerAssertion;
  }
}

/** FEEL that works on values instead of JSON: what decisions are made of. */
export interface ValueExpression {
  evaluate(scope: Scope): ValueResult;
}

/** Compiles an expression (no leading `=`) or the unary tests of a decision table's cell; a string is the message why it does not parse. */
export function compileForDecision(feel: string, kind: 'expression' | 'unaryTests'): ValueExpression | string {
  const parsed = parseFeel(feel, (parser) => (kind === 'expression' ? parser.parseExpression() : parser.parseUnaryTests()));
  if (typeof parsed === 'string') return parsed;
  const evaluate = compile(parsed);
  return { evaluate: (scope) => evaluateIn(feel, evaluate, scope) };
}

function reason(error: unknown): string {
  if (error instanceof JavaException) return error.toString();
  if (error instanceof LimitExceeded || error instanceof PatternTimeout) return error.message;
  if (error instanceof RangeError) return 'java.lang.StackOverflowError';
  throw error;
}
