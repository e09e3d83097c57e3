/** The characters of an expression: white space, comments, names, strings and numbers by feel-scala's rules. */

const WHITESPACE = new Set([
  0x09, 0x20, 0x85, 0xa0, 0x1680, 0x180e, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x200b,
  0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff, 0x0a, 0x0b, 0x0c, 0x0d,
]);

const RESERVED = ['satisfies', 'function', 'return', 'false', 'null', 'true', 'then', 'else', 'and', 'in', 'or'];

/** Java's `Character.isJavaIdentifierStart`: letters, currency signs, connecting punctuation, letter numbers. */
const IDENTIFIER_START = /[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u;
const IDENTIFIER_PART = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}]/u;

function isIdentifierStart(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36;
  return IDENTIFIER_START.test(String.fromCharCode(code));
}

function isIdentifierPart(code: number): boolean {
  if (code < 128) return isIdentifierStart(code) || (code >= 48 && code <= 57) || code <= 8 || (code >= 14 && code <= 27) || code === 127;
  return !WHITESPACE.has(code) && ((code >= 0x80 && code <= 0x9f) || IDENTIFIER_PART.test(String.fromCharCode(code)));
}

/** A cursor over the text. Methods that read give undefined and stay where they were when the text is not what they read. */
export class Scanner {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Skips white space and comments. A comment without an end is left: nothing can follow it. */
  skip(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.position);
      if (WHITESPACE.has(code)) {
        this.position += 1;
        continue;
      }
      if (code !== 47) return;
      const next = text.charCodeAt(this.position + 1);
      if (next === 47) {
        const end = text.indexOf('\n', this.position);
        this.position = end < 0 ? text.length : end + 1;
      } else if (next === 42) {
        const end = text.indexOf('*/', this.position + 2);
        if (end < 0) return;
        this.position = end + 2;
      } else return;
    }
  }

  /** Skips white space, then reads exactly this text. */
  take(token: string): boolean {
    const from = this.position;
    this.skip();
    if (this.text.startsWith(token, this.position)) {
      this.position += token.length;
      return true;
    }
    this.position = from;
    return false;
  }

  /** Skips white space, then reads the first of the texts that is there. */
  takeOneOf<T extends string>(tokens: readonly T[]): T | undefined {
    return tokens.find((token) => this.take(token));
  }

  private reservedWordAt(position: number): string | undefined {
    return RESERVED.find((word) => this.text.startsWith(word, position));
  }

  private partsFrom(position: number): number {
    let end = position;
    while (end < this.text.length && isIdentifierPart(this.text.charCodeAt(end))) end += 1;
    return end;
  }

  /** A name that is no reserved word, without skipping white space before it. */
  private identifierHere(): string | undefined {
    const start = this.position;
    const reserved = this.reservedWordAt(start);
    let from = start;
    if (reserved !== undefined) {
      const end = this.partsFrom(start + reserved.length);
      if (end > start + reserved.length) {
        this.position = end;
        return this.text.slice(start, end);
      }
      from += reserved.length;
    }
    if (from >= this.text.length || !isIdentifierStart(this.text.charCodeAt(from))) return undefined;
    this.position = this.partsFrom(from + 1);
    return this.text.slice(start, this.position);
  }

  /** A name, or any text within backticks. */
  name(): string | undefined {
    const from = this.position;
    this.skip();
    const identifier = this.identifierHere();
    if (identifier !== undefined) return identifier;
    if (this.text[this.position] === '`') {
      const end = this.text.indexOf('`', this.position + 1);
      if (end > this.position + 1) {
        const name = this.text.slice(this.position + 1, end);
        this.position = end + 1;
        return name;
      }
    }
    this.position = from;
    return undefined;
  }

  /** Two or more names with spaces between them (`get or else` is not one of these: it has a reserved word). */
  nameWithSpaces(): string | undefined {
    const from = this.position;
    this.skip();
    const start = this.position;
    if (this.identifierHere() === undefined) {
      this.position = from;
      return undefined;
    }
    let words = 1;
    for (;;) {
      const end = this.position;
      while (this.text.charCodeAt(this.position) === 32) this.position += 1;
      if (this.position === end || this.identifierHere() === undefined) {
        this.position = end;
        break;
      }
      words += 1;
    }
    if (words > 1) return this.text.slice(start, this.position);
    this.position = from;
    return undefined;
  }

  /** The text between double quotes, escapes untouched. */
  quoted(): string | undefined {
    const from = this.position;
    this.skip();
    if (this.text[this.position] !== '"') {
      this.position = from;
      return undefined;
    }
    const start = this.position + 1;
    let at = start;
    while (at < this.text.length) {
      const char = this.text[at];
      if (char === '\\') at += 1;
      // A backslash and the character after it belong together, unless the text ends there.
      else if (char === '"') {
        this.position = at + 1;
        return this.text.slice(start, at);
      }
      at += 1;
    }
    this.position = from;
    return undefined;
  }

  /** The digits of a number, with its sign. */
  number(): string | undefined {
    const from = this.position;
    this.skip();
    NUMBER.lastIndex = this.position;
    const match = NUMBER.exec(this.text);
    if (!match) {
      this.position = from;
      return undefined;
    }
    this.position = NUMBER.lastIndex;
    return match[0];
  }

  /** A context's key of any characters but `"{}:,[]` and the backtick. */
  anyKey(): string | undefined {
    const from = this.position;
    this.skip();
    const start = this.position;
    let end = start;
    while (!this.atEnd && !'"{}:,[]`'.includes(this.text[this.position] ?? '')) {
      this.position += 1;
      end = this.position;
      this.skip();
    }
    if (end > start) {
      this.position = end;
      return this.text.slice(start, end);
    }
    this.position = from;
    return undefined;
  }
}

const NUMBER = /-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)/y;
