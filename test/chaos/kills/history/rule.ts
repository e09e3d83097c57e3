import type { LogRecord } from '../../../../server/engine/index.ts';

/** Says why something is wrong, with the record that shows it. */
export type Complain = (problem: string) => void;

/** One thing that must hold of the record stream: it sees every record once, in order, and complains. */
export interface Rule {
  take(record: LogRecord, complain: Complain): void;
  /** When all work is done: what must not be left over. */
  atEnd(complain: Complain): void;
}
