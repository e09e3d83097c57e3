/** How the simulated scale behaves; grams and milliseconds. */
const settleMs = 900;
const stableWithinGrams = 1;
const noiseGrams = 3;
/** 2 % of a capacity of 30 kg: a scale refuses to be zeroed beyond (OIML R 76), so nobody's weighing is zeroed away. */
const zeroRangeGrams = 600;

export interface ScaleReading {
  /** Net weight in grams, as the display shows it. */
  readonly netGrams: number;
  readonly tareGrams: number;
  readonly stable: boolean;
  readonly fault: boolean;
}

/**
 * A bench scale: a load is reached exponentially, the reading trembles until it has settled, then it stands still. Zero takes
 * a small present weight as the new zero, tare takes any as the weight of the container.
 */
export class SimulatedScale {
  readonly #clock: () => number;
  readonly #random: () => number;
  #from = 0;
  #load = 0;
  #loadedAt: number;
  #zero = 0;
  #tare = 0;
  #fault = false;

  constructor(options: { clock?: () => number; random?: () => number } = {}) {
    this.#clock = options.clock ?? (() => performance.now());
    this.#random = options.random ?? Math.random;
    this.#loadedAt = this.#clock() - 10 * settleMs;
  }

  /** Puts this weight on the platform in place of what lay there. */
  load(grams: number): void {
    this.#from = this.#grossGrams();
    this.#load = grams;
    this.#loadedAt = this.#clock();
  }

  setFault(fault: boolean): void {
    this.#fault = fault;
  }

  /** Ignored while the load moves or lies outside the zeroing range. */
  zero(): void {
    if (Math.abs(this.#load) > zeroRangeGrams || !this.read().stable) return;
    this.#zero = this.#load;
    this.#tare = 0;
  }

  tare(): void {
    this.#tare = this.#load - this.#zero;
  }

  read(): ScaleReading {
    const gross = this.#grossGrams();
    const stable = Math.abs(gross - this.#load) < stableWithinGrams;
    const weight = stable ? this.#load : gross + (this.#random() * 2 - 1) * noiseGrams;
    return { netGrams: Math.round(weight - this.#zero - this.#tare), tareGrams: Math.round(this.#tare), stable: stable && !this.#fault, fault: this.#fault };
  }

  #grossGrams(): number {
    const elapsed = this.#clock() - this.#loadedAt;
    return this.#load + (this.#from - this.#load) * Math.exp((-elapsed * 7) / settleMs);
  }
}
