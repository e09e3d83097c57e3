/**
 * Reads JSON text into FEEL values. Integers keep every digit; other numbers are doubles, as Zeebe stores them, written as Java writes
 * doubles (so `3.0` stays `3.0`). A context keeps its text, which is what is stored again when it is passed on.
 */

import { Decimal } from '../values/decimal.ts';
import { FeelContext, type Value } from '../values/value.ts';

const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
const NESTING_MAX = 1000;

export function readJson(text: string): Value {
  return new JsonReader(text).read();
}

class JsonReader {
  private readonly text: string;
  private at = 0;
  private depth = 0;
  private spaced = false;

  constructor(text: string) {
    this.text = text;
  }

  read(): Value {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) throw this.broken();
    return value;
  }

  private broken(): SyntaxError {
    return new SyntaxError(`Expected a JSON document but found '${this.text.slice(0, 100)}' (position ${this.at})`);
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at += 1;
      this.spaced = true;
    }
  }

  /** The text without white space between its parts. */
  private compact(text: string): string {
    return this.spaced ? text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1') : text;
  }

  private word<T extends Value>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.broken();
    this.at += word.length;
    return value;
  }

  private value(): Value {
    this.space();
    switch (this.text.charCodeAt(this.at)) {
      case 0x22: return this.string();
      case 0x7b: return this.nested(() => this.object());
      case 0x5b: return this.nested(() => this.array());
      case 0x74: return this.word('true', true);
      case 0x66: return this.word('false', false);
      case 0x6e: return this.word('null', null);
      default: return this.number();
    }
  }

  private nested<T>(read: () => T): T {
    if (this.depth >= NESTING_MAX) throw this.broken();
    this.depth += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private number(): Decimal {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match) throw this.broken();
    this.at = NUMBER.lastIndex;
    if (match[1] === undefined && match[2] === undefined) return new Decimal(BigInt(match[0]), 0);
    return Decimal.ofDouble(Number(match[0]));
  }

  private string(): string {
    let end = this.at + 1;
    for (;;) {
      const code = this.text.charCodeAt(end);
      if (code === 0x22) break;
      if (Number.isNaN(code)) throw this.broken();
      end += code === 0x5c ? 2 : 1;
    }
    const quoted = this.text.slice(this.at, end + 1);
    this.at = end + 1;
    return quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  }

  private array(): Value[] {
    this.at += 1;
    const items: Value[] = [];
    this.space();
    if (this.text[this.at] === ']') {
      this.at += 1;
      return items;
    }
    for (;;) {
      items.push(this.value());
      this.space();
      const next = this.text[this.at];
      this.at += 1;
      if (next === ']') return items;
      if (next !== ',') throw this.broken();
    }
  }

  private object(): FeelContext {
    const start = this.at;
    this.at += 1;
    const entries = new Map<string, Value>();
    this.space();
    if (this.text[this.at] === '}') {
      this.at += 1;
      return new FeelContext(entries, { json: '{}' });
    }
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') throw this.broken();
      const key = this.string();
      this.space();
      if (this.text[this.at] !== ':') throw this.broken();
      this.at += 1;
      entries.set(key, this.value());
      this.space();
      const next = this.text[this.at];
      this.at += 1;
      if (next === '}') return new FeelContext(entries, { json: this.compact(this.text.slice(start, this.at)) });
      if (next !== ',') throw this.broken();
    }
  }
}
