import { randomUUID } from 'node:crypto';
import type { Projector } from './projector.ts';

/** The message that is looked for; nothing subscribes to it. */
const messageName = 'takt-barrier';

export interface BarrierOptions {
  readonly projector: Pick<Projector, 'onMessage'>;
  readonly publish: (message: { name: string; correlationKey: string; messageId: string; ttlMs: number; variables: Record<string, never> }) => Promise<void>;
  readonly partitions: () => Promise<number>;
  readonly timeoutMs?: number;
}

/**
 * Resolves when the tables show everything that the engine did before this call: sends a message to every partition and waits until its
 * record arrives. Only so can a command whose answer was lost be told from one that never arrived.
 * @throws Error when the records do not come within the time: the exporter is down, or leaves out MESSAGE records
 */
export async function passBarrier({ projector, publish, partitions, timeoutMs = 30_000 }: BarrierOptions): Promise<void> {
  const missing = new Set(Array.from({ length: await partitions() }, (_, index) => index + 1));
  const barrier = randomUUID();
  await new Promise<void>((resolve, reject) => {
    const stop = projector.onMessage((messageId, partitionId) => {
      if (!messageId.startsWith(barrier)) return;
      missing.delete(partitionId);
      if (missing.size === 0) end(resolve);
    });
    const timer = setTimeout(() => end(() => reject(new Error(
      `the engine's records are behind: none of a message published ${timeoutMs} ms ago. Does the exporter reach the record sink, with MESSAGE records (INDEX_MESSAGE=true)?`))), timeoutMs);
    const end = (then: () => void): void => {
      clearTimeout(timer);
      stop();
      missing.clear();
      then();
    };
    // The correlation key decides the partition by its hash, so keys are tried until each partition has told.
    const send = async (): Promise<void> => {
      for (let attempt = 0; missing.size > 0; attempt++) {
        const messageId = `${barrier}:${attempt}`;
        await publish({ name: messageName, correlationKey: messageId, messageId, ttlMs: 0, variables: {} });
        await new Promise((next) => setTimeout(next, Math.min(50 * 2 ** attempt, 1_000)));
      }
    };
    send().catch((error: unknown) => end(() => reject(error as Error)));
  });
}
