import { createHash } from 'node:crypto';

/** LMDB takes keys of at most 1978 bytes; longer parts (message names, correlation keys) become a hash. */
const KEY_PART_MAX = 300;
const SEPARATOR = '\u001f';
const AFTER_SEPARATOR = '\u0020';
/** From here on UTF-16 and UTF-8 sort differently. */
const FIRST_SURROGATE = 0xd800;

/** Parts as `keyPart` gives them. */
export function diskKey(prefix: string, group: string, key: string): string {
  return `${prefix}${SEPARATOR}${group}${SEPARATOR}${key}`;
}

/** The disk keys of a group's rows lie from `start` on, before `end`. */
export function groupRange(prefix: string, group: string): { readonly start: string; readonly end: string } {
  return { start: diskKey(prefix, group, ''), end: `${prefix}${SEPARATOR}${group}${AFTER_SEPARATOR}` };
}

/**
 * Parts that are long, hold control characters or would sort otherwise on disk than here are shortened to a hash: rows whose key matters
 * carry it in their value.
 */
export function keyPart(part: string): string {
  if (part.length <= KEY_PART_MAX && isPlain(part)) return part;
  return `#${createHash('sha256').update(part).digest('hex')}`;
}

function isPlain(part: string): boolean {
  for (let i = 0; i < part.length; i++) {
    const code = part.charCodeAt(i);
    if (code < 0x20 || code >= FIRST_SURROGATE) return false;
  }
  return true;
}
