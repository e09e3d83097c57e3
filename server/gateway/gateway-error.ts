import { status } from '@grpc/grpc-js';
import { EngineStopped, OutOfDiskSpace } from '../engine/index.ts';

/** A request that the gateway answers with an error; `code` is a gRPC status. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: status;
  /** The engine's rejection type, where the engine refused the command. */
  readonly rejectionType: string | undefined;

  constructor(code: status, message: string, rejectionType?: string) {
    super(message);
    this.code = code;
    this.rejectionType = rejectionType;
  }
}

const STATUS_OF_REJECTION: Readonly<Record<string, status>> = {
  INVALID_ARGUMENT: status.INVALID_ARGUMENT, NOT_FOUND: status.NOT_FOUND,
  ALREADY_EXISTS: status.ALREADY_EXISTS, INVALID_STATE: status.FAILED_PRECONDITION, EXCEEDED_BATCH_RECORD_SIZE: status.UNKNOWN,
};
/** Zeebe's gateway gives no text here. */
const TOO_LARGE = 'with what follows from it the command is larger than 4 MB; send less or smaller variables';

/** The engine said no: same status and text as Zeebe's gateway. */
export function rejectionError(intent: string, type: string, reason: string): GatewayError {
  return new GatewayError(STATUS_OF_REJECTION[type] ?? status.INTERNAL, `Command '${intent}' rejected with code '${type}': ${reason || TOO_LARGE}`, type);
}

/** Zeebe's gateway tries these on one partition after the other, and tells only that none took them. */
const ON_ANY_PARTITION = ['PROCESS_INSTANCE_CREATION CREATE', 'PROCESS_INSTANCE_CREATION CREATE_WITH_AWAITING_RESULT'];
const NO_PARTITION_LEFT = 'Expected to execute the command on one of the partitions, but all failed; there are no more partitions available to retry. '
  + 'Please try again. If the error persists contact your zeebe operator';

/** Why the engine gave no answer to `<value type> <intent>`: Zeebe's status and text; errors that Zeebe does not know as they are. */
export function engineError(error: unknown, command: string): unknown {
  if (error instanceof EngineStopped) return new GatewayError(status.UNAVAILABLE, `The engine stopped: ${error.message}`);
  if (!(error instanceof OutOfDiskSpace)) return error;
  return new GatewayError(status.RESOURCE_EXHAUSTED, ON_ANY_PARTITION.includes(command) ? NO_PARTITION_LEFT : 'Cannot accept requests for partition 1. Broker is out of disk space');
}

/** The same for a client that waits for jobs. */
export function activationError(error: unknown, type: string): unknown {
  if (!(error instanceof OutOfDiskSpace)) return engineError(error, 'JOB_BATCH ACTIVATE');
  return new GatewayError(status.RESOURCE_EXHAUSTED,
    `Expected to activate jobs of type '${type}', but no jobs available and at least one broker returned 'RESOURCE_EXHAUSTED'. Please try again later.`);
}
