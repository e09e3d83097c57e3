/** `java.util.regex` patterns on JavaScript's engine. */

import { memberOf } from '../../members.ts';
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

/** A translated pattern: JavaScript's source, and the user's groups in it, which carry names of ours so that more groups do no harm. */
interface Translation {
  readonly source: string;
  readonly groupCount: number;
  /** The user's names of groups with their numbers. */
  readonly names: ReadonlyMap<string, number>;
}

const ownGroup = (number: number): string => `g${number}`;

class Translator {
  private readonly pattern: string;
  private readonly flags: Flags;
  private readonly names = new Map<string, number>();
  private at = 0;
  private result = '';
  /** Where the atom that a quantifier would follow begins. */
  private atom = 0;
  private groupCount = 0;
  private lockCount = 0;
  private readonly open: { readonly start: number; readonly end: string }[] = [];

  constructor(pattern: string, flags: Flags) {
    this.pattern = pattern;
    this.flags = flags;
  }

  translate(): Translation {
    while (this.at < this.pattern.length) {
      const char = this.next();
      if (this.flags.comments && /\s/.test(char)) continue;
      if (this.flags.comments && char === '#') this.comment();
      else if (char === '(') this.openGroup();
      else if (char === ')') this.closeGroup();
      else if ('*+?{'.includes(char)) this.quantifier(char);
      else this.add(this.single(char));
    }
    if (this.open.length > 0) throw new SyntaxError('Unclosed group');
    return { source: this.result, groupCount: this.groupCount, names: this.names };
  }

  private add(atom: string): void {
    this.atom = this.result.length;
    this.result += atom;
  }

  private single(char: string): string {
    if (char === '\\') return this.escape(false);
    if (char === '[') return this.bracket();
    if (char === '$') return this.flags.multiline ? '$' : '(?=\\n?(?![\\s\\S]))';
    return char === ']' || char === '}' ? `\\${char}` : char;
  }

  private openGroup(): void {
    const start = this.result.length;
    const kind = /^\?(?:<([a-zA-Z][a-zA-Z0-9]*)>|>|<?[=!]|:)/.exec(this.pattern.slice(this.at));
    if (kind === null && this.pattern[this.at] === '?') throw new SyntaxError('Unknown inline modifier');
    this.at += kind?.[0].length ?? 0;
    if (kind === null || kind[1] !== undefined) {
      this.groupCount += 1;
      if (kind?.[1] !== undefined) this.names.set(kind[1], this.groupCount);
      this.result += `(?<${ownGroup(this.groupCount)}>`;
      this.open.push({ start, end: ')' });
    } else if (kind[0] === '?>') {
      const [before, after] = this.locked();
      this.result += before;
      this.open.push({ start, end: after });
    } else {
      this.result += `(${kind[0]}`;
      this.open.push({ start, end: ')' });
    }
  }

  private closeGroup(): void {
    const group = this.open.pop();
    if (group === undefined) throw new SyntaxError('Unmatched closing )');
    this.result += group.end;
    this.atom = group.start;
  }

  /** What is put around a part that gives nothing back once it matched: JavaScript does so for what a lookahead captured. */
  private locked(): readonly [before: string, after: string] {
    const name = `lock${(this.lockCount += 1)}`;
    return [`(?:(?=(?<${name}>`, `))\\k<${name}>)`];
  }

  private quantifier(char: string): void {
    let quantifier = char;
    if (char === '{') {
      const times = /^\d+(?:,\d*)?\}/.exec(this.pattern.slice(this.at))?.[0];
      if (times === undefined) throw new SyntaxError('Illegal repetition');
      this.at += times.length;
      quantifier += times;
    }
    const more = this.pattern[this.at];
    if (more !== '+') {
      this.result += quantifier;
      if (more !== '?') return;
      this.at += 1;
      this.result += '?';
      return;
    }
    this.at += 1;
    const [before, after] = this.locked();
    this.result = `${this.result.slice(0, this.atom)}${before}${this.result.slice(this.atom)}${quantifier}${after}`;
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
    if (!inClass && /[1-9]/.test(char)) return this.backreference(char);
    if (!inClass && char === 'k') return this.namedBackreference();
    const letter = LETTER_ESCAPES[char];
    if (letter !== undefined) return inClass ? letter.replace(/^\[(?!\^)(.*)\]$/, '$1') : letter;
    if (/[a-zA-Z]/.test(char) && !/[bBdDwWsSntrfvxucCk]/.test(char)) throw new SyntaxError('Illegal/unsupported escape sequence');
    if (SYNTAX.has(char) || /[a-zA-Z0-9]/.test(char) || (inClass && char === '-')) return `\\${char}`;
    return char;
  }

  /** Further digits belong to the number while there are as many groups. */
  private backreference(digit: string): string {
    let number = Number(digit);
    while (/\d/.test(this.pattern[this.at] ?? '') && number * 10 + Number(this.pattern[this.at]) <= this.groupCount) number = number * 10 + Number(this.next());
    // A group that is not there never matches.
    return number <= this.groupCount ? `\\k<${ownGroup(number)}>` : '(?!)';
  }

  private namedBackreference(): string {
    const name = /^<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.pattern.slice(this.at));
    const number = this.names.get(name?.[1] ?? '');
    if (name === null || number === undefined) throw new SyntaxError(`named capturing group <${name?.[1] ?? ''}> does not exist`);
    this.at += name[0].length;
    return `\\k<${ownGroup(number)}>`;
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
    const known = memberOf(CLASSES, name);
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

interface Pattern extends Omit<Translation, 'source'> {
  readonly expression: RegExp;
}

const COMPILED_MAX = 500;
const compiled = new Map<string, Pattern>();

/** @throws SyntaxError where the pattern is none. */
function compile(pattern: string, flags: string): Pattern {
  const key = `${flags}/${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  // Flags at the very beginning of a pattern (`(?i)abc`) hold for all of it; further inside they are refused.
  const inline = /^\(\?([imsxu]+)\)/.exec(pattern);
  const all = flags + (inline?.[1] ?? '');
  const set = { dotAll: all.includes('s'), multiline: all.includes('m'), ignoreCase: all.includes('i'), comments: all.includes('x') };
  const { source, groupCount, names } = new Translator(pattern.slice(inline?.[0].length ?? 0), set).translate();
  const expression = new RegExp(source, `gv${set.dotAll ? 's' : ''}${set.multiline ? 'm' : ''}${set.ignoreCase ? 'i' : ''}`);
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  const made = { expression, groupCount, names };
  compiled.set(key, made);
  return made;
}

/** Does the pattern match anywhere? */
export function test(text: string, pattern: string, flags: string): boolean {
  const { expression } = compile(pattern, flags);
  expression.lastIndex = 0;
  return withinTime(pattern, text, () => expression.test(text));
}

interface Match {
  readonly index: number;
  /** The whole match, then the groups by number. */
  readonly groups: readonly [string, ...(string | undefined)[]];
  readonly named: Readonly<Record<string, string | undefined>>;
}

function allMatches(text: string, pattern: string, flags = ''): Match[] {
  const { expression, groupCount, names } = compile(pattern, flags);
  // matchAll begins where the last search with the expression stopped.
  expression.lastIndex = 0;
  const found = withinTime(pattern, text, () => [...text.matchAll(expression)]);
  return found.map((match) => {
    const group = (number: number) => match.groups?.[ownGroup(number)];
    const groups = Array.from({ length: groupCount }, (_, i) => group(i + 1));
    return { index: match.index, groups: [match[0], ...groups], named: Object.fromEntries([...names].map(([name, number]) => [name, group(number)])) };
  });
}

/** Java's replacement text: `$1`, `${name}`, and `\` before any character. @throws JavaException for a group that does not exist. */
function expand(replacement: string, groups: readonly (string | undefined)[], named: Readonly<Record<string, string | undefined>>): string {
  return replacement.replace(/\\(.?)|\$(?:(\d)(\d*)|\{([a-zA-Z][a-zA-Z0-9]*)\})?/gs, (_all, escaped: string | undefined, digit: string | undefined, more: string | undefined, name: string | undefined) => {
    if (escaped !== undefined) {
      if (escaped === '') throw new JavaException('java.lang.IllegalArgumentException', 'character to be escaped is missing');
      return escaped;
    }
    if (name !== undefined) {
      if (!Object.hasOwn(named, name)) throw new JavaException('java.lang.IllegalArgumentException', `No group with name {${name}}`);
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
    result += text.slice(from, match.index) + expand(replacement, match.groups, match.named);
    from = match.index + match.groups[0].length;
  }
  return result + text.slice(from);
}

/** Java's `split(text, -1)`: an empty match at the beginning splits nothing off. */
export function splitBy(text: string, pattern: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of allMatches(text, pattern)) {
    const end = match.index + match.groups[0].length;
    if (end === 0) continue;
    parts.push(text.slice(from, match.index));
    from = end;
  }
  parts.push(text.slice(from));
  return parts;
}

export function extractAll(text: string, pattern: string): string[] {
  return allMatches(text, pattern).map((match) => match.groups[0]);
}
