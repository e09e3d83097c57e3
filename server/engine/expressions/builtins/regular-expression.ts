/** `java.util.regex` patterns on JavaScript's engine. What JavaScript lacks (possessive quantifiers, atomic groups) is refused. */

import { withinTime } from '../values/pattern-timeout.ts';
import { JavaException } from '../values/java-exception.ts';

/** POSIX and Java classes as Unicode properties; ASCII only, as in Java without UNICODE_CHARACTER_CLASS. */
const CLASSES: Readonly<Record<string, string>> = {
  Lower: 'a-z', Upper: 'A-Z', ASCII: '\\x00-\\x7f', Alpha: 'a-zA-Z', Digit: '0-9', Alnum: 'a-zA-Z0-9',
  Punct: '!-\\/:-@\\[-`\\{-~', Graph: '!-~', Print: ' -~', Blank: ' \\t', Cntrl: '\\x00-\\x1f\\x7f', XDigit: '0-9a-fA-F', Space: ' \\t\\n\\x0b\\f\\r',
  javaLowerCase: '\\p{Ll}', javaUpperCase: '\\p{Lu}', javaWhitespace: ' \\t\\n\\x0b\\f\\r', IsAlphabetic: '\\p{Alphabetic}', IsDigit: '\\p{Nd}',
  IsLatin: '\\p{Script=Latin}', IsLetter: '\\p{L}', IsUppercase: '\\p{Lu}', IsLowercase: '\\p{Ll}', IsPunctuation: '\\p{P}', IsWhite_Space: '\\s',
};

const LETTER_ESCAPES: Readonly<Record<string, string>> = {
  A: '(?<![\\s\\S])', z: '(?![\\s\\S])', Z: '(?=\\n?(?![\\s\\S]))', G: '', e: '\\x1b', a: '\\x07', h: '[ \\t\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  R: '(?:\\r\\n|[\\n\\x0b\\f\\r\\u0085\\u2028\\u2029])', w: '[a-zA-Z_0-9]', W: '[^a-zA-Z_0-9]', s: '[ \\t\\n\\x0b\\f\\r]', S: '[^ \\t\\n\\x0b\\f\\r]',
};

const SYNTAX = new Set('^$\\.*+?()[]{}|/');

interface Flags {
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly ignoreCase: boolean;
  readonly comments: boolean;
}

class Translator {
  private readonly pattern: string;
  private readonly flags: Flags;
  private at = 0;

  constructor(pattern: string, flags: Flags) {
    this.pattern = pattern;
    this.flags = flags;
  }

  translate(): string {
    let result = '';
    while (this.at < this.pattern.length) {
      const char = this.next();
      if (char === '\\') result += this.escape(false);
      else if (char === '[') result += this.bracket();
      else if (char === '$') result += this.flags.multiline ? '$' : '(?=\\n?(?![\\s\\S]))';
      else if (this.flags.comments && /\s/.test(char)) continue;
      else if (this.flags.comments && char === '#') this.comment();
      else if ((char === '*' || char === '+' || char === '?' || char === '}') && this.pattern[this.at] === '+') throw new SyntaxError('Possessive quantifier');
      else if (char === '{' && !/^\d+(,\d*)?\}/.test(this.pattern.slice(this.at))) throw new SyntaxError('Illegal repetition');
      else if (char === ']' || (char === '}' && !/\{\d+(,\d*)?$/.test(this.pattern.slice(0, this.at - 1)))) result += `\\${char}`;
      else result += char;
    }
    return result;
  }

  private next(): string {
    const char = String.fromCodePoint(this.pattern.codePointAt(this.at) ?? 0);
    this.at += char.length;
    return char;
  }

  private comment(): void {
    while (this.at < this.pattern.length && this.next() !== '\n');
  }

  private escape(inClass: boolean): string {
    if (this.at >= this.pattern.length) throw new SyntaxError('Unexpected internal error');
    const char = this.next();
    if (char === 'Q') return this.quotation(inClass);
    if (char === 'p' || char === 'P') return this.property(char, inClass);
    if (char === 'x' && this.pattern[this.at] === '{') {
      const end = this.pattern.indexOf('}', this.at);
      const digits = this.pattern.slice(this.at + 1, end);
      this.at = end + 1;
      return `\\u{${digits}}`;
    }
    if (char === '0') {
      const octal = /^[0-3]?[0-7]{1,2}/.exec(this.pattern.slice(this.at))?.[0];
      if (octal === undefined) throw new SyntaxError('Illegal octal escape sequence');
      this.at += octal.length;
      return `\\x${Number.parseInt(octal, 8).toString(16).padStart(2, '0')}`;
    }
    const letter = LETTER_ESCAPES[char];
    if (letter !== undefined) return inClass ? letter.replace(/^\[(?!\^)(.*)\]$/, '$1') : letter;
    if (/[a-zA-Z]/.test(char) && !/[bBdDwWsSntrfvxucCk]/.test(char)) throw new SyntaxError('Illegal/unsupported escape sequence');
    if (SYNTAX.has(char) || /[a-zA-Z0-9]/.test(char) || (inClass && char === '-')) return `\\${char}`;
    return char;
  }

  private quotation(inClass: boolean): string {
    const end = this.pattern.indexOf('\\E', this.at);
    const text = this.pattern.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.pattern.length : end + 2;
    return [...text].map((char) => (SYNTAX.has(char) || (inClass && char === '-') ? `\\${char}` : char)).join('');
  }

  private property(letter: string, inClass: boolean): string {
    let name = this.next();
    if (name === '{') {
      const end = this.pattern.indexOf('}', this.at);
      if (end < 0) throw new SyntaxError('Unclosed character family');
      name = this.pattern.slice(this.at, end);
      this.at = end + 1;
    }
    const known = CLASSES[name];
    if (known === undefined) return `\\${letter}{${name.replace(/^Is(?=[A-Z][a-z]?$)/, '').replace(/^Is/, 'Script=')}}`;
    if (letter === 'P') return `[^${known}]`;
    return inClass ? known : `[${known}]`;
  }

  /** A character class; nested classes and `&&` need the `v` flag, which all translated patterns have. */
  private bracket(): string {
    const negated = this.pattern[this.at] === '^' ? this.next() : '';
    const operands: string[] = [];
    let operand = '';
    if (this.pattern[this.at] === ']') {
      this.at += 1;
      operand = '\\]';
    }
    for (;;) {
      if (this.at >= this.pattern.length) throw new SyntaxError('Unclosed character class');
      const char = this.next();
      if (char === ']') break;
      if (char === '\\') operand += this.escape(true);
      else if (char === '[') operand += this.bracket();
      else if (char === '&' && this.pattern[this.at] === '&') {
        this.at += 1;
        operands.push(operand);
        operand = '';
      } else if (char === '-') operand += operand !== '' && this.pattern[this.at] !== ']' ? '-' : '\\-';
      else if ('(){}/|&!#$%*+,.:;<=>?@^`~'.includes(char)) operand += `\\${char}`;
      else operand += char;
    }
    if (operands.length === 0) return `[${negated}${operand}]`;
    return `[${negated}${[...operands, operand].map((part) => `[${part}]`).join('&&')}]`;
  }
}

const COMPILED_MAX = 500;
const compiled = new Map<string, RegExp>();

/** @throws SyntaxError where the pattern is none. */
function compile(pattern: string, flags: string): RegExp {
  const key = `${flags}/${pattern}`;
  let expression = compiled.get(key);
  if (!expression) {
    // Flags at the very beginning of a pattern (`(?i)abc`) hold for all of it; further inside they are refused.
    const inline = /^\(\?([imsxu]+)\)/.exec(pattern);
    const all = flags + (inline?.[1] ?? '');
    const set = { dotAll: all.includes('s'), multiline: all.includes('m'), ignoreCase: all.includes('i'), comments: all.includes('x') };
    const source = new Translator(pattern.slice(inline?.[0].length ?? 0), set).translate();
    expression = new RegExp(source, `gv${set.dotAll ? 's' : ''}${set.multiline ? 'm' : ''}${set.ignoreCase ? 'i' : ''}`);
    if (compiled.size >= COMPILED_MAX) compiled.clear();
    compiled.set(key, expression);
  }
  return expression;
}

/** Does the pattern match anywhere? */
export function test(text: string, pattern: string, flags: string): boolean {
  const expression = compile(pattern, flags);
  expression.lastIndex = 0;
  return withinTime(pattern, text, () => expression.test(text));
}

function allMatches(text: string, pattern: string, flags = ''): RegExpExecArray[] {
  const expression = compile(pattern, flags);
  return withinTime(pattern, text, () => [...text.matchAll(expression)]);
}

/** Java's replacement text: `$1`, `${name}`, and `\` before any character. @throws JavaException for a group that does not exist. */
function expand(replacement: string, groups: readonly (string | undefined)[], named: Readonly<Record<string, string | undefined>>): string {
  return replacement.replace(/\\(.?)|\$(?:(\d)(\d*)|\{([a-zA-Z][a-zA-Z0-9]*)\})?/gs, (_all, escaped: string | undefined, digit: string | undefined, more: string | undefined, name: string | undefined) => {
    if (escaped !== undefined) {
      if (escaped === '') throw new JavaException('java.lang.IllegalArgumentException', 'character to be escaped is missing');
      return escaped;
    }
    if (name !== undefined) {
      if (!(name in named)) throw new JavaException('java.lang.IllegalArgumentException', `No group with name {${name}}`);
      return named[name] ?? '';
    }
    if (digit === undefined) throw new JavaException('java.lang.IllegalArgumentException', 'Illegal group reference');
    let number = Number(digit);
    if (number >= groups.length) throw new JavaException('java.lang.IndexOutOfBoundsException', `No group ${number}`);
    let rest = more ?? '';
    while (rest !== '' && number * 10 + Number(rest[0]) < groups.length) {
      number = number * 10 + Number(rest[0]);
      rest = rest.slice(1);
    }
    return (groups[number] ?? '') + rest;
  });
}

export function replaceAll(text: string, pattern: string, replacement: string, flags: string): string {
  let result = '';
  let from = 0;
  for (const match of allMatches(text, pattern, flags)) {
    result += text.slice(from, match.index) + expand(replacement, match, match.groups ?? {});
    from = match.index + match[0].length;
  }
  return result + text.slice(from);
}

/** Java's `split(text, -1)`: an empty match at the beginning splits nothing off. */
export function splitBy(text: string, pattern: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of allMatches(text, pattern)) {
    const end = match.index + match[0].length;
    if (end === 0) continue;
    parts.push(text.slice(from, match.index));
    from = end;
  }
  parts.push(text.slice(from));
  return parts;
}

export function extractAll(text: string, pattern: string): string[] {
  return allMatches(text, pattern).map((match) => match[0]);
}
