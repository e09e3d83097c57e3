/** The JSON text of a document's first value, or where reading it failed: line and column (in bytes, from 1) as Jackson counts them. */
export type FirstValue = { readonly json: string } | { readonly line: number; readonly column: number };

const NESTING_MAX = 1_000;
const NOT_NUMBERS = ['NaN', 'Infinity', '-Infinity'];
const [SPACE, DOUBLE_QUOTE, SINGLE_QUOTE, BACKSLASH] = [0x20, 0x22, 0x27, 0x5c];
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', '/': '/', '\\': '\\' };

/** Reading cannot go on: `at` is the offset of the byte that is told. */
class Unreadable extends Error {
  readonly at: number;

  constructor(at: number) {
    super();
    this.at = at;
  }
}

/**
 * Reads what is not quite JSON as Zeebe's reader (Jackson) does: what follows the first value is not looked at, texts may be in single quotes
 * where `singleQuotes`, a byte order mark is passed by. Undefined where there is no value at all.
 */
export function firstJsonValue(text: string, { singleQuotes }: { readonly singleQuotes: boolean }): FirstValue | undefined {
  const bytes = Buffer.from(text);
  const reader = new Reader(bytes, singleQuotes);
  try {
    return reader.document();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const before = bytes.subarray(0, error.at);
    const lineStart = before.lastIndexOf('\n') + 1;
    return { line: before.toString('latin1').split('\n').length, column: error.at - lineStart + 1 };
  }
}

class Reader {
  readonly #bytes: Buffer;
  readonly #singleQuotes: boolean;
  #at = 0;

  constructor(bytes: Buffer, singleQuotes: boolean) {
    this.#bytes = bytes;
    this.#singleQuotes = singleQuotes;
    if (bytes.subarray(0, 3).equals(Buffer.from('\uFEFF'))) this.#at = 3;
  }

  document(): FirstValue | undefined {
    this.#skipSpace();
    if (this.#at === this.#bytes.length) return undefined;
    const json = this.#value(0);
    const isNumber = /\d$/.test(json);
    if (isNumber && this.#at < this.#bytes.length && !this.#isSpace()) throw new Unreadable(this.#at);
    return { json };
  }

  #value(depth: number): string {
    if (depth > NESTING_MAX) throw new Unreadable(this.#at);
    const char = this.#char();
    if (char === '{') return this.#members(depth);
    if (char === '[') return this.#elements(depth);
    if (this.#isQuote()) return JSON.stringify(this.#string());
    if (/[-\d]/.test(char)) return this.#number();
    if (char === '+') throw new Unreadable(this.#at + 1);
    return this.#literal();
  }

  #members(depth: number): string {
    const members: string[] = [];
    for (let more = this.#open('}'); more; more = this.#more('}')) {
      if (!this.#isQuote()) throw new Unreadable(this.#at);
      const name = JSON.stringify(this.#string());
      this.#skipSpace();
      this.#expect(':');
      members.push(`${name}:${this.#value(depth + 1)}`);
    }
    return `{${members.join(',')}}`;
  }

  #elements(depth: number): string {
    const elements: string[] = [];
    for (let more = this.#open(']'); more; more = this.#more(']')) elements.push(this.#value(depth + 1));
    return `[${elements.join(',')}]`;
  }

  /** Passes by an opening bracket; false when nothing is in it. */
  #open(close: string): boolean {
    this.#at += 1;
    this.#skipSpace();
    if (this.#char() !== close) return true;
    this.#at += 1;
    return false;
  }

  /** Passes by the comma before another item, or by the bracket that ends them. */
  #more(close: string): boolean {
    this.#skipSpace();
    if (this.#char() === close) {
      this.#at += 1;
      return false;
    }
    this.#expect(',');
    return true;
  }

  #expect(char: string): void {
    if (this.#char() !== char) throw new Unreadable(this.#at);
    this.#at += 1;
    this.#skipSpace();
  }

  #string(): string {
    const quote = this.#bytes[this.#at];
    const parts: string[] = [];
    let from = ++this.#at;
    for (; this.#bytes[this.#at] !== quote; this.#at++) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined || byte < SPACE) throw new Unreadable(this.#at);
      if (byte !== BACKSLASH) continue;
      parts.push(this.#bytes.toString('utf8', from, this.#at), this.#escape());
      from = this.#at + 1;
    }
    parts.push(this.#bytes.toString('utf8', from, this.#at));
    this.#at += 1;
    return parts.join('');
  }

  /** Ends on the last byte of the escape. */
  #escape(): string {
    this.#at += 1;
    const char = this.#char();
    const plain = char === "'" && this.#singleQuotes ? char : ESCAPES[char];
    if (plain !== undefined) return plain;
    if (char !== 'u') throw new Unreadable(this.#at);
    for (let digit = 0; digit < 4; digit++) {
      this.#at += 1;
      if (!/[\da-f]/i.test(this.#char())) throw new Unreadable(this.#at);
    }
    return String.fromCharCode(Number.parseInt(this.#bytes.toString('latin1', this.#at - 3, this.#at + 1), 16));
  }

  #number(): string {
    const rest = this.#bytes.toString('latin1', this.#at);
    const notNumber = NOT_NUMBERS.find((name) => rest.startsWith(name));
    if (notNumber !== undefined) throw new Unreadable(this.#at + notNumber.length);
    const text = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?(?![\deE.])/.exec(rest)?.[0];
    if (text === undefined) throw new Unreadable(this.#at + /^-?((0|[1-9]\d*)(\.\d*)?((?<=\d)[eE][+-]?)?)?/.exec(rest)![0].length);
    this.#at += text.length;
    return text;
  }

  #literal(): string {
    const rest = this.#bytes.toString('latin1', this.#at);
    const word = /^[\w$]+/.exec(rest)?.[0] ?? '';
    if (['true', 'false', 'null'].includes(word)) {
      this.#at += word.length;
      return word;
    }
    if (NOT_NUMBERS.includes(word)) throw new Unreadable(this.#at + word.length);
    const beginsWord = /^[A-Za-z_$\u0080-\u00ff]/.test(rest);
    if (!beginsWord) throw new Unreadable(this.#at);
    // The reader has taken the byte after the word when it gives up.
    throw new Unreadable(Math.min(this.#at + Math.max(word.length, 1) + 1, this.#bytes.length));
  }

  #char(): string {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Unreadable(this.#at);
    return String.fromCharCode(byte);
  }

  #isQuote(): boolean {
    const byte = this.#bytes[this.#at];
    return byte === DOUBLE_QUOTE || (byte === SINGLE_QUOTE && this.#singleQuotes);
  }

  #isSpace(): boolean {
    return [0x20, 0x09, 0x0a, 0x0d].includes(this.#bytes[this.#at] ?? 0);
  }

  #skipSpace(): void {
    while (this.#isSpace()) this.#at += 1;
  }
}
