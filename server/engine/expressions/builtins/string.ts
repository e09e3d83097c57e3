import { builtin, type Functions } from './define.ts';
import { extractAll, replaceAll, splitBy, test } from './regular-expression.ts';
import { Decimal } from '../values/decimal.ts';
import { JavaException } from '../values/java-exception.ts';
import { FeelError, type FeelFunction, type Runtime, type Value } from '../values/value.ts';

/** Java's `substring`. @throws JavaException outside of the text. */
function slice(text: string, start: number, end: number): string {
  if (start < 0 || start > end || end > text.length) {
    throw new JavaException('java.lang.StringIndexOutOfBoundsException', `Range [${start}, ${end}) out of bounds for length ${text.length}`);
  }
  return text.slice(start, end);
}

/** A position from 1, or from the end for a negative one. */
function indexOf(text: string, position: Decimal): number {
  const index = position.toInt();
  return index > 0 ? index - 1 : text.length + index;
}

function ofText(body: (text: string) => Value): FeelFunction {
  return builtin(['string'], ([text]) => (typeof text === 'string' ? body(text) : undefined));
}

function ofTexts(body: (text: string, match: string) => Value): FeelFunction {
  return builtin(['string', 'match'], ([text, match]) => (typeof text === 'string' && typeof match === 'string' ? body(text, match) : undefined));
}

/** Runs a body that compiles a pattern; a pattern that Java would refuse becomes an error. */
function withPattern(pattern: string, runtime: Runtime, body: () => Value, label = 'Invalid pattern'): Value {
  try {
    const result = body();
    if (typeof result === 'string') runtime.spend(result.length >> 4);
    return result;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof JavaException) return new FeelError(`${label} '${pattern}'`);
    throw error;
  }
}

const allTexts = (args: readonly (Value | undefined)[]): args is readonly string[] => args.every((arg) => typeof arg === 'string');

export const stringFunctions: Functions = {
  substring: [
    builtin(['string', 'start position'], ([text, start]) => (typeof text === 'string' && start instanceof Decimal
      ? slice(text, indexOf(text, start), text.length)
      : undefined)),
    builtin(['string', 'start position', 'length'], ([text, start, length]) => {
      if (typeof text !== 'string' || !(start instanceof Decimal) || !(length instanceof Decimal)) return undefined;
      const from = indexOf(text, start);
      return slice(text, from, Math.min(from + length.toInt(), text.length));
    }),
  ],
  'string length': [ofText((text) => Decimal.ofInteger(text.length))],
  'upper case': [ofText((text) => text.toUpperCase())],
  'lower case': [ofText((text) => text.toLowerCase())],
  'substring before': [ofTexts((text, match) => text.slice(0, Math.max(0, text.indexOf(match))))],
  'substring after': [ofTexts((text, match) => (text.includes(match) ? text.slice(text.indexOf(match) + match.length) : ''))],
  contains: [ofTexts((text, match) => text.includes(match))],
  'starts with': [ofTexts((text, match) => text.startsWith(match))],
  'ends with': [ofTexts((text, match) => text.endsWith(match))],
  replace: [
    builtin(['input', 'pattern', 'replacement'], (args, runtime) => {
      if (!allTexts(args)) return undefined;
      const [input = '', pattern = '', replacement = ''] = args;
      return withPattern(pattern, runtime, () => replaceAll(input, pattern, replacement, ''));
    }),
    builtin(['input', 'pattern', 'replacement', 'flags'], (args, runtime) => {
      if (!allTexts(args)) return undefined;
      const [input = '', pattern = '', replacement = '', flags = ''] = args;
      return withPattern(pattern, runtime, () => replaceAll(input, pattern, replacement, flags));
    }),
  ],
  matches: [
    builtin(['input', 'pattern'], (args, runtime) => {
      if (!allTexts(args)) return undefined;
      const [input = '', pattern = ''] = args;
      return withPattern(pattern, runtime, () => test(input, pattern, ''));
    }),
    builtin(['input', 'pattern', 'flags'], (args, runtime) => {
      if (!allTexts(args)) return undefined;
      const [input = '', pattern = '', flags = ''] = args;
      return withPattern(pattern, runtime, () => test(input, pattern, flags));
    }),
  ],
  split: [
    builtin(['string', 'delimiter'], (args, runtime) => {
      if (!allTexts(args)) return undefined;
      const [text = '', delimiter = ''] = args;
      return withPattern(delimiter, runtime, () => {
        runtime.spend(text.length >> 4);
        return splitBy(text, delimiter);
      }, 'Invalid pattern for delimiter');
    }),
  ],
  extract: [
    builtin(['input', 'pattern'], (args, runtime) => {
      if (!allTexts(args)) return undefined;
      const [input = '', pattern = ''] = args;
      return withPattern(pattern, runtime, () => extractAll(input, pattern));
    }),
  ],
};
