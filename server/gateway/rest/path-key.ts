import { badRequest } from './problem.ts';

const LONG_MAX = 2n ** 63n;

/**
 * A key in a path. As in Zeebe, it may be written in hexadecimal (`0x`, `#`) or octal (`0`) digits and with a sign.
 * @throws Problem where the text is no 64-bit integer
 */
export function pathKey(segment: string): string {
  const [, sign = '', radix = '', digits = ''] = /^([+-]?)(0[xX]|#|0(?=.))?([\da-fA-F]+)$/.exec(decodeURIComponent(segment).replaceAll(/\s/g, '')) ?? [];
  const literal = radix === '' ? digits : `${radix === '0' ? '0o' : '0x'}${digits}`;
  let key: bigint;
  try {
    if (literal === '') throw new SyntaxError();
    key = BigInt(literal) * (sign === '-' ? -1n : 1n);
  } catch {
    throw badRequest('Type mismatch.');
  }
  if (key < -LONG_MAX || key >= LONG_MAX) throw badRequest('Type mismatch.');
  return String(key);
}
