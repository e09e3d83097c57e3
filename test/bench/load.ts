import { cpuMs } from './machine.ts';

export interface Rate {
  readonly perSecond: number;
  /** Share of one core, 1 is all of it; undefined where the system does not tell. */
  readonly serverCores: number | undefined;
  readonly clientCores: number;
}

/**
 * Keeps `underWay` of `once` going and counts what is completed in the time, after `settleMs`. What is under way at the end is awaited, and
 * not counted.
 */
export async function rateOf(once: () => Promise<unknown>, options: { underWay: number; settleMs: number; measureMs: number; pid: number }): Promise<Rate> {
  let completed = 0;
  let ends = false;
  const loops = Array.from({ length: options.underWay }, async () => {
    while (!ends) {
      await once();
      completed++;
    }
  });
  const running = Promise.all(loops);
  await pause(options.settleMs);
  const before = { completed, at: performance.now(), server: cpuMs(options.pid), client: process.cpuUsage() };
  await pause(options.measureMs);
  const tookMs = performance.now() - before.at;
  const [server, client] = [cpuMs(options.pid), process.cpuUsage(before.client)];
  const perSecond = ((completed - before.completed) * 1000) / tookMs;
  ends = true;
  await running;
  return {
    perSecond,
    serverCores: server === undefined || before.server === undefined ? undefined : (server - before.server) / tookMs,
    clientCores: (client.user + client.system) / 1000 / tookMs,
  };
}

/** Lets at most so many go on at a time; the others wait their turn. */
export function atMost<A extends unknown[], T>(max: number, run: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (...args) => {
    if (running >= max) await new Promise<void>((turn) => waiting.push(turn));
    else running++;
    try {
      return await run(...args);
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}
