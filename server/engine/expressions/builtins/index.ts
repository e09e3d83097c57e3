import { booleanFunctions } from './boolean.ts';
import { contextFunctions } from './context.ts';
import { conversionFunctions } from './conversion.ts';
import { listFunctions } from './list.ts';
import { numericFunctions } from './numeric.ts';
import { rangeFunctions } from './range.ts';
import { stringFunctions } from './string.ts';
import { temporalFunctions } from './temporal.ts';
import type { FeelFunction } from '../values/value.ts';

/** All built-in functions of feel-scala 1.17, and Zeebe's `cycle`. */
export const builtinFunctions: ReadonlyMap<string, readonly FeelFunction[]> = new Map(Object.entries({
  ...conversionFunctions,
  ...booleanFunctions,
  ...stringFunctions,
  ...listFunctions,
  ...numericFunctions,
  ...contextFunctions,
  ...rangeFunctions,
  ...temporalFunctions,
}));
