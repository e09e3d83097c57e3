import { useEffect, useRef, useState, useSyncExternalStore } from 'react';

export interface LiveMessage {
  topic: string;
  payload: unknown;
}

type Listener = (message: LiveMessage) => void;

/** Told to a listener that may have missed something: read everything again. */
const reset: LiveMessage = { topic: 'reset', payload: null };

/**
 * One event stream for the whole page, subscribed to the union of what the screens ask for.
 * It is opened anew when the topics change or the connection breaks, and then asks for what it
 * missed: the id of the last event goes along as `lastEventId`, because a new EventSource cannot
 * send the header itself.
 */
class LiveStream {
  #listeners = new Map<Listener, readonly string[]>();
  /** Listeners that a stream has stood for: what they miss from then on is replayed. */
  #covered = new Set<Listener>();
  #source: EventSource | null = null;
  #openTopics = '';
  #lastEventId = '';
  #retryMs = 1000;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #connected = false;
  #statusListeners = new Set<() => void>();

  subscribe(topics: readonly string[], listener: Listener): () => void {
    this.#listeners.set(listener, topics);
    this.#schedule(30);
    return () => {
      this.#listeners.delete(listener);
      this.#covered.delete(listener);
      this.#schedule(200);
    };
  }

  onStatus(listener: () => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  /** False while topics are asked for and no connection stands. */
  get connected(): boolean {
    return this.#connected || this.#listeners.size === 0;
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), delayMs);
  }

  #open(): void {
    this.#timer = null;
    const topics = [...new Set([...this.#listeners.values()].flat())].sort().join(',');
    if (topics === this.#openTopics && this.#source?.readyState === EventSource.OPEN) return;
    this.#source?.close();
    this.#source = null;
    this.#openTopics = topics;
    if (topics === '') return this.#setConnected(false);
    const query = new URLSearchParams({ topics });
    if (this.#lastEventId) query.set('lastEventId', this.#lastEventId);
    const source = new EventSource(`/api/live?${query.toString()}`);
    this.#source = source;
    source.onopen = () => {
      this.#retryMs = 1000;
      this.#setConnected(true);
      this.#cover();
    };
    source.onmessage = (event: MessageEvent<string>) => {
      if (event.lastEventId) this.#lastEventId = event.lastEventId;
      this.#deliver(JSON.parse(event.data) as LiveMessage);
    };
    // The server has forgotten what was missed: everything on the screen is read again.
    source.addEventListener('reset', () => {
      for (const listener of this.#listeners.keys()) listener(reset);
    });
    source.onerror = () => {
      if (this.#source !== source) return;
      source.close();
      this.#source = null;
      this.#setConnected(false);
      this.#schedule(this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, 15_000);
    };
  }

  /** What a screen read before its stream stood may be out of date, and nobody replays it: it is read again. */
  #cover(): void {
    for (const listener of this.#listeners.keys()) {
      if (!this.#covered.has(listener) || this.#lastEventId === '') listener(reset);
      this.#covered.add(listener);
    }
  }

  #deliver(message: LiveMessage): void {
    for (const [listener, topics] of this.#listeners) {
      if (topics.some((topic) => message.topic === topic || message.topic.startsWith(`${topic}:`))) listener(message);
    }
  }

  #setConnected(connected: boolean): void {
    if (this.#connected === connected) return;
    this.#connected = connected;
    for (const listener of this.#statusListeners) listener();
  }
}

const stream = new LiveStream();

/** Calls `onMessage` for every live message on one of the topics while the component is shown. */
export function useLive(topics: readonly string[], onMessage: Listener): void {
  const latest = useRef(onMessage);
  useEffect(() => {
    latest.current = onMessage;
  });
  const key = topics.join(',');
  useEffect(() => {
    if (key === '') return undefined;
    return stream.subscribe(key.split(','), (message) => latest.current(message));
  }, [key]);
}

/** Whether live updates arrive at the moment. */
export function useLiveConnected(): boolean {
  return useSyncExternalStore((changed) => stream.onStatus(changed), () => stream.connected);
}

/** The clock for relative times: the time now in ms, moved on every `everyMs`. */
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
