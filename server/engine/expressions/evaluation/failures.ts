import type { Scope } from './scope.ts';
import { display, FeelError, type Value } from '../values/value.ts';

/** A compiled part of an expression. */
export type Evaluate = (scope: Scope) => Value;

/** Most operators turn an error into null; a fatal error always goes through. */
export function nullIfError(value: Value): Value {
  return value instanceof FeelError && !value.fatal ? null : value;
}

/** An error that leaves a warning. */
export function fail(scope: Scope, type: string, message: string): FeelError {
  scope.runtime.warn(type, message);
  return new FeelError(message);
}

/** The error of a value that has another type than the one needed. */
export function wrongType(scope: Scope, expected: string, found: Value): FeelError {
  return found instanceof FeelError ? found : fail(scope, 'INVALID_TYPE', `Expected ${expected} but found '${display(found)}'`);
}
