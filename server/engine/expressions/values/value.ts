/** FEEL values. Null, booleans and strings are JavaScript's own; numbers are `Decimal`, lists are arrays. */

import { LocalDate } from './date.ts';
import { LocalDateTime, LocalTime, ZonedDateTime, ZonedTime } from './date-time.ts';
import { Decimal } from './decimal.ts';
import { Duration, Period } from './duration.ts';
import { inScalaOrder } from './entry-order.ts';

export type Temporal = LocalDate | LocalTime | ZonedTime | LocalDateTime | ZonedDateTime | Period | Duration;

export type Value = null | boolean | string | Decimal | Temporal | List | FeelContext | FeelFunction | FeelRange | FeelError;

export type List = readonly Value[];

/** Entries in order, functions apart (feel-scala never finds a function as a variable). */
export class FeelContext {
  readonly entries: ReadonlyMap<string, Value>;
  readonly functions: ReadonlyMap<string, readonly FeelFunction[]>;
  /** The JSON text it was read from: written back as it is. */
  readonly json: string | undefined;
  /** Made by a built-in function: only those are equal by content in `list contains` and the like. */
  readonly comparesByContent: boolean;

  constructor(
    entries: ReadonlyMap<string, Value>,
    options: { functions?: ReadonlyMap<string, readonly FeelFunction[]>; json?: string; comparesByContent?: boolean } = {},
  ) {
    this.entries = entries;
    this.functions = options.functions ?? NO_FUNCTIONS;
    this.json = options.json;
    this.comparesByContent = options.comparesByContent ?? false;
  }
}

const NO_FUNCTIONS: ReadonlyMap<string, readonly FeelFunction[]> = new Map();

/** A built-in or user-defined function. An argument error is returned as a FeelError. */
export class FeelFunction {
  readonly parameters: readonly string[];
  readonly variadic: boolean;
  readonly invoke: (args: readonly Value[], runtime: Runtime) => Value;

  constructor(parameters: readonly string[], invoke: (args: readonly Value[], runtime: Runtime) => Value, variadic = false) {
    this.parameters = parameters;
    this.invoke = invoke;
    this.variadic = variadic;
  }
}

export interface Boundary {
  readonly closed: boolean;
  readonly value: Value;
}

export class FeelRange {
  readonly start: Boundary;
  readonly end: Boundary;

  constructor(start: Boundary, end: Boundary) {
    this.start = start;
    this.end = end;
  }
}

/** feel-scala's `ValError`; `fatal` is its `ValFatalError`. */
export class FeelError {
  readonly message: string;
  readonly fatal: boolean;

  constructor(message: string, fatal = false) {
    this.message = message;
    this.fatal = fatal;
  }
}

/** What an evaluation carries along: its clock, its warnings and its limits. */
export interface Runtime {
  now(): Date;
  warn(type: string, message: string): void;
  /** Counts work (loop turns, list items, characters). @throws LimitExceeded */
  spend(units: number): void;
  /** Counts going through these values once. @throws LimitExceeded */
  spendOn(...values: readonly Value[]): void;
  /** The value, where it is not too large. @throws Error */
  hold(value: Value): Value;
}

export const isList = (value: Value): value is List => Array.isArray(value);

export type TypeName =
  | 'null' | 'boolean' | 'string' | 'number' | 'date' | 'time' | 'date and time' | 'years and months duration' | 'days and time duration'
  | 'list' | 'context' | 'function' | 'range' | 'error' | 'fatal error';

/** The FEEL type's name; local and zoned times share theirs. */
export function typeName(value: Value): TypeName {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (value instanceof Decimal) return 'number';
  if (isList(value)) return 'list';
  if (value instanceof FeelContext) return 'context';
  if (value instanceof LocalDate) return 'date';
  if (value instanceof LocalTime || value instanceof ZonedTime) return 'time';
  if (value instanceof LocalDateTime || value instanceof ZonedDateTime) return 'date and time';
  if (value instanceof Period) return 'years and months duration';
  if (value instanceof Duration) return 'days and time duration';
  if (value instanceof FeelFunction) return 'function';
  if (value instanceof FeelRange) return 'range';
  return value.fatal ? 'fatal error' : 'error';
}

/** The value as messages show it: strings in quotes. */
export function display(value: Value): string {
  return render(value, 0);
}

/** The value as `string(…)` gives it: a string as it is, but quoted within lists and contexts. */
export function toText(value: Value): string {
  return typeof value === 'string' ? value : display(value);
}

const RENDER_DEPTH_MAX = 1000;

function render(value: Value, depth: number): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value}"`;
  if (depth > RENDER_DEPTH_MAX) return '…';
  if (isList(value)) return `[${value.map((item) => render(item, depth + 1)).join(', ')}]`;
  if (value instanceof FeelContext) {
    return `{${inScalaOrder(value.entries).map(([key, entry]) => `${key}:${render(entry, depth + 1)}`).join(', ')}}`;
  }
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  if (value instanceof FeelError) return `${value.fatal ? 'fatal error' : 'error'}("${value.message}")`;
  if (value instanceof FeelRange) {
    const { start, end } = value;
    return `${start.closed ? '[' : '('}${render(start.value, depth + 1)}..${render(end.value, depth + 1)}${end.closed ? ']' : ')'}`;
  }
  return value.toString();
}
