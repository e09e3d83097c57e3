import type { Database, LiveEvent } from '../../database/index.ts';

/** How far back the tail looks again for rows of transactions that took their number early and committed late. */
const lateMs = 30_000;
const pollMs = 250;
const rowsMax = 2_000;

interface LiveRow {
  readonly id: number | string;
  readonly topic: string;
  readonly payload: string;
  readonly at: string;
}

export type Listener = (event: LiveEvent) => void;

/** Whether an event under `topic` is for a subscription: the topic itself, or all below it (`equipment` takes `equipment:BOX3`). */
export function topicMatches(subscription: string, topic: string): boolean {
  return topic === subscription || topic.startsWith(`${subscription}:`);
}

/**
 * Tells listeners of live events: those of this process at once after their commit, those of other processes by reading
 * the table on (MySQL; a SQLite plant is one process).
 */
export class LiveHub {
  readonly #database: Database;
  readonly #listeners = new Set<Listener>();
  /** Ids told already and younger than `lateMs`, with their time. */
  readonly #told = new Map<number, string>();
  #tailFrom = 0;
  #stops: (() => void)[] = [];

  constructor(database: Database) {
    this.#database = database;
  }

  async start(): Promise<void> {
    const { knex, dialect } = this.#database;
    const newest = (await knex('live_event').max({ id: 'id' }).first()) as { id: number | string | null } | undefined;
    this.#tailFrom = Number(newest?.id ?? 0);
    this.#stops.push(this.#database.onLive((events) => events.forEach((event) => this.#tell(event))));
    if (dialect === 'mysql') this.#tail();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * What `topics` missed after the event `afterId`, oldest first; `complete` is false when older events are gone already or
   * there are too many, and the subscriber should read everything anew.
   */
  async replay(afterId: number, topics: readonly string[]): Promise<{ events: LiveEvent[]; complete: boolean }> {
    const { knex } = this.#database;
    const oldest = (await knex('live_event').min({ id: 'id' }).first()) as { id: number | string | null } | undefined;
    const gone = oldest?.id == null ? afterId > 0 : Number(oldest.id) > afterId + 1;
    const rows = (await knex('live_event').where('id', '>', afterId).orderBy('id').limit(rowsMax)) as LiveRow[];
    const events = rows.filter(({ topic }) => topics.some((subscription) => topicMatches(subscription, topic))).map(toEvent);
    return { events, complete: !gone && rows.length < rowsMax };
  }

  /** Removes events older than `keepMs`: who was away longer reads everything anew. */
  async removeOld(keepMs = 24 * 60 * 60 * 1000): Promise<void> {
    const before = new Date(this.#database.clock().getTime() - keepMs).toISOString();
    await this.#database.transaction('system', (tx) => tx.knex('live_event').where('at', '<', before).delete());
  }

  #tell(event: LiveEvent): void {
    if (this.#told.has(event.id)) return;
    if (this.#database.dialect === 'mysql') this.#told.set(event.id, event.at);
    for (const listener of this.#listeners) listener(event);
  }

  #tail(): void {
    let timer: NodeJS.Timeout | undefined;
    let stopped = false;
    const round = async () => {
      try {
        await this.#readOn();
      } catch {
        // The database is away for a moment: the next round reads what was missed.
      }
      if (!stopped) timer = setTimeout(() => void round(), pollMs).unref();
    };
    timer = setTimeout(() => void round(), pollMs).unref();
    this.#stops.push(() => {
      stopped = true;
      clearTimeout(timer);
    });
  }

  async #readOn(): Promise<void> {
    const rows = (await this.#database.knex('live_event').where('id', '>', this.#tailFrom).orderBy('id').limit(rowsMax)) as LiveRow[];
    const settled = new Date(this.#database.clock().getTime() - lateMs).toISOString();
    for (const event of rows.map(toEvent)) {
      this.#tell(event);
      if (event.at < settled || rows.length === rowsMax) this.#tailFrom = event.id;
    }
    for (const id of this.#told.keys()) if (id <= this.#tailFrom) this.#told.delete(id);
  }
}

function toEvent({ id, topic, payload, at }: LiveRow): LiveEvent {
  return { id: Number(id), topic, payload: JSON.parse(payload) as unknown, at };
}
