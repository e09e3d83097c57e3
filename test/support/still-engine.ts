import { openEngine, type Engine } from '../../server/engine/index.ts';

/** The engine opened on the data of a dead one with a clock that stands still: it can be read and asked, and does nothing by itself. */
export function openStill(dataDir: string): Promise<Engine> {
  return openEngine({ dataDir, clock: { now: () => 0, wakeAt: () => () => undefined } });
}
