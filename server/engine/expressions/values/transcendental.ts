/**
 * Powers, logarithms and the exponential function of doubles, rounded as Java's `Math` does: JavaScript's own are off in the last place
 * now and then, and say so nowhere.
 */

import { Decimal as Precise } from 'decimal.js';

/** More digits than a double has, so that rounding once more is right. */
const Wide = Precise.clone({ precision: 30 });

export const log = (x: number): number => refined(Math.log(x), () => precise(x).ln());
export const exp = (x: number): number => refined(Math.exp(x), () => precise(x).exp());
export const power = (x: number, y: number): number => refined(x ** y, () => precise(x).pow(precise(y)));

/** The double itself, not the short text that stands for it. */
function precise(x: number): Precise {
  return new Wide(x.toPrecision(50));
}

/** What is not a number, infinite or zero (so also what is out of range) needs no more digits. */
function refined(estimate: number, calculate: () => Precise): number {
  return Number.isFinite(estimate) && estimate !== 0 ? calculate().toNumber() : estimate;
}
