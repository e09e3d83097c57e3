/** One reading of a machine, as a connector gives it. */
export interface Sample {
  readonly tagId: string;
  /** Decimal text for numbers; null when there is none. */
  readonly value: string | boolean | null;
  readonly quality: 'good' | 'bad';
  /** When the machine had this value, ISO 8601 UTC. Two samples of a tag with the same time are the same sample. */
  readonly sourceTime: string;
}

/** What a tag's values say about its equipment. */
export type SignalMeaning = 'state' | 'good_count' | 'reject_count' | 'cycle' | 'telemetry' | 'alarm';

/** The last sample of a tag that was taken before. */
export interface LastSample {
  readonly value: string | null;
  readonly quality: 'good' | 'bad';
  readonly sourceTime: string;
}

/** A sample's value as the tables keep it. */
export function valueText(value: Sample['value']): string | null {
  return value === null || typeof value === 'string' ? value : String(value);
}
