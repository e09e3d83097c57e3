/** A decimal text as thousandths of thousandths (10⁻⁶), exact; null when it is no decimal. */
export function toMicro(text: string | null | undefined): bigint | null {
  const match = /^\s*([+-]?)(\d+)(?:[.,](\d{1,6})0*)?\s*$/.exec(text ?? '');
  if (!match) return null;
  const micro = BigInt(match[2] ?? '0') * 1_000_000n + BigInt((match[3] ?? '').padEnd(6, '0'));
  return match[1] === '-' ? -micro : micro;
}

/** What a person typed as a decimal with a point; spaces and a decimal comma are forgiven. */
export function normaliseDecimal(text: string): string {
  return text.trim().replace(/\s+/g, '').replace(',', '.');
}

export interface ToleranceBand {
  target: string;
  lower: string;
  upper: string;
}

export type BandZone = 'far-under' | 'under' | 'near-lower' | 'good' | 'near-upper' | 'over' | 'none';

/**
 * Where a weighing stands in its band. The outer fifth of each side is `near`: the bar turns amber
 * there, before the amount is out. `far-under` is still filling (below 95 % of the lower limit).
 */
export function zoneOf(quantity: string | null | undefined, { target, lower, upper }: ToleranceBand): BandZone {
  const value = toMicro(quantity);
  const [low, high, middle] = [toMicro(lower), toMicro(upper), toMicro(target)];
  if (value === null || low === null || high === null || middle === null) return 'none';
  if (value > high) return 'over';
  if (value < low) return value * 100n < low * 95n ? 'far-under' : 'under';
  if ((value - low) * 5n < middle - low) return 'near-lower';
  if ((high - value) * 5n < high - middle) return 'near-upper';
  return 'good';
}

/** The position of a quantity on the bar, in percent; the band takes the middle half. */
export function positionOf(quantity: string | null | undefined, { lower, upper }: ToleranceBand): number | null {
  const value = toMicro(quantity);
  const [low, high] = [toMicro(lower), toMicro(upper)];
  if (value === null || low === null || high === null || high <= low) return null;
  const band = Number(high - low);
  const position = 25 + (Number(value - low) / band) * 50;
  return Math.min(100, Math.max(0, position));
}

/** The difference a − b as decimal text with a sign and no trailing zeros; null when one is no decimal. */
export function difference(a: string | null | undefined, b: string | null | undefined): string | null {
  const [left, right] = [toMicro(a), toMicro(b)];
  if (left === null || right === null) return null;
  const micro = left - right;
  const digits = (micro < 0n ? -micro : micro).toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '').padEnd(3, '0');
  return `${micro < 0n ? '−' : '+'}${digits.slice(0, -6)}.${fraction}`;
}
