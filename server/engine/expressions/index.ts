/**
 * FEEL as Zeebe 8.5's feel-scala 1.17 evaluates it. Variables come in and go out as JSON text: whole numbers keep every digit, other numbers
 * are 34-digit decimals within an expression and doubles outside of it, as Zeebe stores them.
 *
 * `syntax/` reads the text into a tree by feel-scala's own grammar, `evaluation/` compiles the tree to closures, `builtins/` holds the
 * functions by FEEL's categories, `values/` the types. test/conformance/feel compares the answers with real Zeebe's.
 *
 * Limits, which real Zeebe lacks: 100,000 characters, 250 levels of nesting, chains of 1,000 operators, 300,000 steps an evaluation (loop
 * turns, list items, 16 characters of text each), 500 ms a pattern. What goes beyond fails, with a message that says which limit.
 */

/** A process variable's value as JSON text (`"abc"`, `12.50`, `{"a":1}`): never parsed unless an expression touches it. */
export type JsonText = string;

/** Looks a variable up; undefined where it does not exist. */
export type VariableLookup = (name: string) => JsonText | undefined;

/** A static value or a compiled FEEL expression (`=…` in BPMN). Immutable, compiled once. */
export interface Expression {
  /** The text as in the XML, the leading `=` included. */
  readonly source: string;
  readonly isStatic: boolean;
  /** Set when the text does not parse; message as Zeebe words it. */
  readonly parseError?: string;
  evaluate(lookup: VariableLookup, clock: () => Date): EvaluationResult;
}

export type FeelType =
  | 'NULL' | 'BOOLEAN' | 'NUMBER' | 'STRING' | 'DURATION' | 'PERIOD' | 'DATE' | 'TIME' | 'DATE_TIME' | 'ARRAY' | 'OBJECT' | 'FUNCTION' | 'UNKNOWN';

export type EvaluationResult =
  /** `json`: the value as Zeebe stores it (temporal values as strings). `warnings`: feel-scala's evaluation warnings. */
  | { readonly ok: true; readonly type: FeelType; readonly json: JsonText; readonly warnings: readonly EvaluationWarning[] }
  | { readonly ok: false; readonly message: string; readonly warnings: readonly EvaluationWarning[] };

export interface EvaluationWarning {
  /** feel-scala's code, for example `NO_VARIABLE_FOUND`. */
  readonly type: string;
  readonly message: string;
}

export { compileExpression } from './compile.ts';
