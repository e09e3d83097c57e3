import { status } from '@grpc/grpc-js';

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
