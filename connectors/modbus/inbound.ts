import { backOffMs, pause } from '../runtime/back-off.ts';
import { messageOf } from '../runtime/errors.ts';
import type { Log } from '../runtime/log.ts';
import type { Sample, TakeHealth, TakeSamples } from '../runtime/signal.ts';
import type { ModbusLink } from './link.ts';
import { decode, planBatches } from './registers.ts';

export interface PollerOptions {
  readonly takeSamples: TakeSamples;
  readonly takeHealth: TakeHealth;
  readonly clock: () => Date;
  readonly log: Log;
}

const reconnect = { firstMs: 200, maxMs: 10_000 };
/** An unchanged value is reported again after this time, so that a living machine is told from a silent one. */
const unchangedMsMax = 5_000;

/** Reads all tags of a device at its rhythm until stopped; a device that goes away is tried again, ever more slowly. */
export function startModbusPoller(link: ModbusLink, options: PollerOptions): { stop(): Promise<void> } {
  const { clock, log } = options;
  const { id, tags, pollMs } = link.connection;
  const batches = planBatches(tags);
  const stopping = new AbortController();
  const reported = new Map<string, { value: Sample['value']; at: number }>();
  let connected: boolean | undefined;

  async function poll(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const began = performance.now();
      try {
        await report(await readAll());
        failures = 0;
        await pause(Math.max(0, pollMs - (performance.now() - began)), stopping.signal);
      } catch (error) {
        log.debug({ connection: id, error: messageOf(error) }, 'reading a machine failed');
        await pause(backOffMs(reconnect, failures++), stopping.signal);
      }
    }
  }

  async function readAll(): Promise<Sample[]> {
    try {
      const samples: Sample[] = [];
      for (const batch of batches) {
        const words = await link.read(batch.area, batch.start, batch.length);
        const sourceTime = clock().toISOString();
        for (const tag of batch.tags) {
          const value = decode(words, tag.register - batch.start, tag);
          samples.push({ tagId: tag.id, value, quality: value === null ? 'bad' : 'good', sourceTime });
        }
      }
      if (connected !== true) {
        connected = true;
        log.info({ connection: id }, 'machine connected');
        options.takeHealth({ connectionId: id, connected });
      }
      return samples;
    } catch (error) {
      await lose(error);
      throw error;
    }
  }

  async function lose(error: unknown): Promise<void> {
    if (connected !== false) {
      connected = false;
      log.warn({ connection: id, error: messageOf(error) }, 'machine lost');
      options.takeHealth({ connectionId: id, connected, error: messageOf(error) });
    }
    const sourceTime = clock().toISOString();
    await report(tags.map((tag) => ({ tagId: tag.id, value: null, quality: 'bad', sourceTime })));
  }

  async function report(samples: readonly Sample[]): Promise<void> {
    const now = performance.now();
    const news = samples.filter(({ tagId, value }) => {
      const last = reported.get(tagId);
      return last === undefined || last.value !== value || now - last.at >= unchangedMsMax;
    });
    if (news.length === 0) return;
    await options.takeSamples(news);
    // Only what was taken counts as reported: otherwise a fault during a database outage would never be told.
    for (const { tagId, value } of news) reported.set(tagId, { value, at: now });
  }

  const done = poll();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
