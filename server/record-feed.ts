import type { EngineHost } from './engine-host.ts';
import type { Projector } from './records/index.ts';

/** Records asked for at a time. */
const batchMax = 500;
const retryMs = 1_000;

export interface RecordFeed {
  /** Ends after the batch under way. */
  stop(): Promise<void>;
}

/**
 * Hands the embedded engine's records to the projector as they are committed, from where the tables stopped, and lets the engine
 * forget what is stored. A batch that cannot be stored is tried again: a record is never passed over.
 */
export function startRecordFeed(
  host: Pick<EngineHost, 'records' | 'onRecords' | 'acknowledgeRecords'>,
  projector: Pick<Projector, 'position' | 'apply'>,
  onError: (error: unknown) => void,
): RecordFeed {
  let stopped = false;
  let wake: () => void = () => undefined;
  let news = true;
  const forget = host.onRecords(() => {
    news = true;
    wake();
  });

  const feed = async (): Promise<void> => {
    let position = Number(await projector.position());
    while (!stopped) {
      news = false;
      const records = await host.records(position, batchMax);
      const last = records.at(-1);
      if (last !== undefined) {
        await projector.apply(records);
        position = Number(last.position);
        host.acknowledgeRecords(position);
      } else if (!news && !stopped) await new Promise<void>((resolve) => (wake = resolve));
    }
  };

  const run = async (): Promise<void> => {
    while (!stopped)
      try {
        await feed();
      } catch (error) {
        if (stopped) return;
        onError(error);
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      forget();
      wake();
      await running;
    },
  };
}
