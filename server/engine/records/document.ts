import type { JsonText } from '../expressions/index.ts';
import { setMember } from '../members.ts';
import type { Variables } from './types.ts';

/** Deeper ones are refused: they cannot be read again. */
const NESTING_MAX = 1000;

/** The text is not a JSON object. */
export class InvalidDocument extends Error {}

/**
 * Splits a JSON object into its members, each kept as the text it was written with: `{"a": 12.50}` → `{a: '12.50'}`.
 * White space between tokens is dropped. Throws `InvalidDocument` where the text is not a JSON object.
 */
export function splitDocument(text: string): Variables {
  if (text === '' || text === '{}') return {};
  if (isNestedTooDeeply(text)) throw new InvalidDocument(`JSON is nested deeper than ${NESTING_MAX} levels`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new InvalidDocument((error as Error).message);
  }
  if (parsed === null) return {};
  if (typeof parsed !== 'object' || Array.isArray(parsed)) throw new InvalidDocument('expected a JSON object at the root');
  return losesNothing(text) ? membersOf(parsed) : scanMembers(text);
}

export function joinDocument(variables: Variables): JsonText {
  let text = '{';
  for (const name in variables) text += `${text.length > 1 ? ',' : ''}${JSON.stringify(name)}:${variables[name]}`;
  return `${text}}`;
}

/** The variables as a plain object, as exporters show them. */
export function parseVariables(variables: Variables): Record<string, unknown> {
  const document: Record<string, unknown> = {};
  for (const name in variables) setMember(document, name, JSON.parse(variables[name]!) as unknown);
  return document;
}

function isNestedTooDeeply(text: string): boolean {
  if (text.length <= NESTING_MAX) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    if (depth > NESTING_MAX) return true;
  }
  return false;
}

/** Could a number in this text change when read and written as a double? Short integers cannot; everything else is scanned exactly. */
function losesNothing(text: string): boolean {
  return !/\d[.eE]|\d{16}|-0/.test(text);
}

function membersOf(document: object): Variables {
  const members: Record<string, JsonText> = {};
  for (const [name, value] of Object.entries(document)) setMember(members, name, JSON.stringify(value));
  return members;
}

/** `text` is known to be a valid JSON object. */
function scanMembers(text: string): Variables {
  const compact = withoutWhitespace(text);
  const members: Record<string, JsonText> = {};
  let depth = 0;
  let name: string | undefined;
  let from = 1;
  for (let at = 0; at < compact.length; at++) {
    const char = compact[at];
    if (char === '"') at = endOfString(compact, at);
    else if (char === '{' || char === '[') depth++;
    else if (char === ':' && depth === 1 && name === undefined) {
      name = JSON.parse(compact.slice(from, at)) as string;
      from = at + 1;
    } else if (char === '}' || char === ']' || (char === ',' && depth === 1)) {
      if (depth === 1 && name !== undefined) {
        setMember(members, name, compact.slice(from, at));
        name = undefined;
        from = at + 1;
      }
      if (char !== ',') depth--;
    }
  }
  return members;
}

/** The index of the closing quote of the string that opens at `at`; the text's length where none closes it. */
function endOfString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i;
  }
  return text.length;
}

function withoutWhitespace(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string: string | undefined) => string ?? '');
}

/** The elements of a JSON array as they are written. `text` is known to be a valid JSON array. */
export function splitArray(text: JsonText): JsonText[] {
  const compact = withoutWhitespace(text);
  const elements: JsonText[] = [];
  let depth = 0;
  let from = 1;
  for (let at = 0; at < compact.length; at++) {
    const char = compact[at];
    if (char === '"') at = endOfString(compact, at);
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']' || (char === ',' && depth === 1)) {
      if (depth === 1 && at > from) {
        elements.push(compact.slice(from, at));
        from = at + 1;
      }
      if (char !== ',') depth--;
    }
  }
  return elements;
}
