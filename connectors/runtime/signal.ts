/** One reading of a machine, as it came; what it means is decided by the plant's pipeline, never by a connector. */
export interface Sample {
  readonly tagId: string;
  /** Decimal text for numbers, as exact as the machine said it; null when there is none. */
  readonly value: string | boolean | null;
  /** `bad`: the machine did not answer, so the last value tells nothing about now. */
  readonly quality: 'good' | 'bad';
  /** When the machine had this value, ISO 8601 UTC; the time of asking when it does not say. */
  readonly sourceTime: string;
}

/** Takes samples; resolves when they are stored. */
export type TakeSamples = (samples: readonly Sample[]) => Promise<void>;

export interface ConnectionHealth {
  readonly connectionId: string;
  readonly connected: boolean;
  /** Why not connected, for a person. */
  readonly error?: string;
}

export type TakeHealth = (health: ConnectionHealth) => void;
