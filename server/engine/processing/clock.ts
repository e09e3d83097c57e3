/** The engine's time. Tests pass one they move themselves. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back at the time or soon after; returns how to cancel. */
  wakeAt(time: number, wake: () => void): () => void;
}

/** Node's timers hold 31 bits of milliseconds. */
const DELAY_MAX_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  wakeAt(time, wake) {
    const timer = setTimeout(wake, Math.min(DELAY_MAX_MS, Math.max(0, time - Date.now())));
    return () => clearTimeout(timer);
  },
};
