import { randomBytes } from 'node:crypto';

/** How far ids may run ahead of the clock when more than 4096 are made in a millisecond, or the clock is set back a little. */
const overrunMsMax = 1_000;

let lastMs = 0;
let sequence = 0;

/**
 * A new id that sorts by the time it was made, also within a millisecond of this process (UUID version 7 of RFC 9562,
 * with its 12-bit counter in `rand_a`).
 * @param now the moment of creation; tests pass their own clock's
 */
export function newId(now: Date = new Date()): string {
  const ms = now.getTime();
  const isSameMoment = ms <= lastMs && ms > lastMs - overrunMsMax;
  if (!isSameMoment) {
    lastMs = ms;
    sequence = 0;
  } else if (++sequence === 0x1000) {
    lastMs += 1;
    sequence = 0;
  }
  return format(lastMs, sequence);
}

function format(ms: number, counter: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
