import type { CandidateLot, Tolerance } from '../api/types.ts';

/** What the fields of a task's form know about the work beside their own value. */
export interface TaskFormContext {
  values: Record<string, unknown>;
  /** Sets several fields at once, such as the unit and the source along with a weight. */
  setFields: (fields: Record<string, unknown>) => void;
  materialId?: string;
  lots: CandidateLot[];
  liveTags: string[];
  target?: string | null;
  unit?: string | null;
  tolerance?: Tolerance | null;
  /** rjsf's antd theme looks this up; a field that is only read is not greyed out. */
  readonlyAsDisabled?: boolean;
}
