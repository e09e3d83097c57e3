import type { Key, RejectionType } from '../records/types.ts';
import type { IncidentErrorType } from '../records/values.ts';

/** An element cannot go on: thrown where it is found out, becomes an incident where the element is processed. */
export class ProcessingFailure extends Error {
  readonly errorType: IncidentErrorType;
  /** The scope whose variables someone has to mend; the element itself where not given. */
  readonly variableScopeKey: Key | undefined;

  constructor(errorType: IncidentErrorType, message: string, variableScopeKey?: Key) {
    super(message);
    this.errorType = errorType;
    this.variableScopeKey = variableScopeKey;
  }
}

/** Found out in the middle of a command that it cannot be: all that it did is undone, and it is rejected. */
export class CommandRefused extends Error {
  readonly type: RejectionType;

  constructor(type: RejectionType, reason: string) {
    super(reason);
    this.type = type;
  }
}
