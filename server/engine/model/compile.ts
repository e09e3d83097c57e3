import type { Expression } from '../expressions/index.ts';

/** Compiles a static text or, after a leading `=`, a FEEL expression. Never throws: see {@link Expression.parseError}. */
export type Compile = (source: string) => Expression;

/** A text that Zeebe takes literally, even where an expression is allowed, as FEEL string: `a"b` → `="a\"b"`. */
export function stringLiteral(text: string): string {
  return `="${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** `a, b` → `=["a","b"]`: how Zeebe turns a static comma-separated list into a FEEL list. */
export function listLiteral(commaSeparated: string): string {
  const items = commaSeparated.split(',').map((item) => item.trim()).filter((item) => item !== '');
  return `=[${items.map((item) => stringLiteral(item).slice(1)).join(',')}]`;
}

export function isExpression(source: string): boolean {
  return source.startsWith('=');
}
