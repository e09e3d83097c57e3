import { PermanentError, RetryableError } from './errors.ts';

const statusNames = [
  'OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

/** Statuses by which Zeebe says that this very command can never work; everything else may pass, also a token that is being changed. */
const definite = new Set(['INVALID_ARGUMENT', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED', 'FAILED_PRECONDITION', 'OUT_OF_RANGE', 'UNIMPLEMENTED']);

/** Turns a failed gRPC call into an error that says whether repeating it makes sense. */
export function grpcFailure(operation: string, error: unknown): RetryableError | PermanentError {
  const { code, details, message } = error as { code?: unknown; details?: unknown; message?: unknown };
  const status = typeof code === 'number' ? (statusNames[code] ?? 'UNKNOWN') : 'UNKNOWN';
  const text = `${operation}: ${status}: ${String(details ?? message ?? error)}`;
  return definite.has(status) ? new PermanentError(text, status, { cause: error }) : new RetryableError(text, { cause: error });
}

const restStatuses: Record<number, string> = { 400: 'INVALID_ARGUMENT', 404: 'NOT_FOUND', 409: 'FAILED_PRECONDITION' };

/** The same for an answer of the REST gateway: 4xx is final, except 401, 408 and 429. */
export function restFailure(operation: string, status: number, body: string): RetryableError | PermanentError {
  const text = `${operation}: HTTP ${status}: ${body.slice(0, 500)}`;
  const final = status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429;
  return final ? new PermanentError(text, restStatuses[status] ?? `HTTP_${status}`) : new RetryableError(text);
}
