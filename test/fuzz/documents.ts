import { below, oneOf } from './fuzz-case.ts';
import type { Random } from './fuzz-case.ts';

const NAMES = ['x', 'items', 'order', 'a b', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'loopCounter', 'null', 'ü', '\ud800', '\u0000', '日本', 'x.y', '=x'];
const LEAVES = [
  'null', 'true', 'false', '0', '-0', '1', '-1', '1.0', '0.1', '1e999', '-1e999', '1e-999', '9'.repeat(400), '123456789012345678901234567890', '1E400', '0.0000000000000000000000000001',
  '""', '"a"', '"\\u0000"', '"\\ud800"', '"\\udfff\\ud800"', '"2024-02-29"', '"PT1S"', '"R/PT0S"', '"😀"', '"' + 'long '.repeat(2000) + '"', '[]', '{}', '[1,2,3]', '{"a":{"b":1}}', '[[1],[2,[3]]]',
];
const BROKEN = ['', ' ', 'nul', 'NaN', 'Infinity', '01', '+1', '.5', '1.', "'a'", '"\u0001"', '"\\x"', '"\\u12"', '"', '[', '{', '[1,]', '{"a":}', '{"a" 1}', '{a:1}', '[1 2]', '// c\n1', '\ufeff{}', '\u0000', 'undefined', '{"a":1}}', '[]]'];

/** JSON text: mostly right, sometimes strange, sometimes wrong. */
export function jsonDocument(random: Random): string {
  const kind = random();
  if (kind < 0.05) return oneOf(random, BROKEN);
  if (kind < 0.1) return oneOf(random, LEAVES);
  if (kind < 0.16) return nested(1 + below(random, 3_000), random);
  const text = object(random, 3);
  return kind < 0.25 ? damaged(random, text) : text;
}

function object(random: Random, depth: number): string {
  const members = Array.from({ length: below(random, 6) }, () => `${JSON.stringify(oneOf(random, NAMES))}${space(random)}:${value(random, depth)}`);
  return `{${members.join(`,${space(random)}`)}}`;
}

function value(random: Random, depth: number): string {
  if (depth > 0 && random() < 0.3) return object(random, depth - 1);
  if (depth > 0 && random() < 0.2) return `[${Array.from({ length: below(random, 5) }, () => value(random, depth - 1)).join(',')}]`;
  return oneOf(random, LEAVES);
}

function nested(levels: number, random: Random): string {
  return random() < 0.5 ? `{"x":${'['.repeat(levels)}${']'.repeat(levels)}}` : `${'{"x":'.repeat(levels)}1${'}'.repeat(levels)}`;
}

function space(random: Random): string {
  return oneOf(random, ['', '', ' ', '\n', '\t']);
}

/** With a piece missing, doubled or replaced. */
export function damaged(random: Random, text: string): string {
  const [from, to] = [below(random, text.length + 1), below(random, text.length + 1)].sort((a, b) => a - b) as [number, number];
  const piece = text.slice(from, Math.min(to, from + 40));
  const rest = text.slice(from + piece.length);
  return text.slice(0, from) + oneOf(random, ['', piece + piece, '\u0000', '"', '<', '&', '{', ']', '\ud800', '9'.repeat(50), '\\', piece.toUpperCase()]) + rest;
}
