import type { OutgoingHttpHeaders } from 'node:http';
import { status } from '@grpc/grpc-js';
import { GatewayError } from '../gateway-error.ts';

/** RFC 9457, with the members and titles that Zeebe's REST gateway gives. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly title: string;
  /** What tells a client how to ask instead: `allow`, `accept` … */
  readonly headers: OutgoingHttpHeaders;

  constructor(httpStatus: number, title: string, detail = '', headers: OutgoingHttpHeaders = {}) {
    super(detail);
    this.status = httpStatus;
    this.title = title;
    this.headers = headers;
  }

  body(instance: string): string {
    return JSON.stringify({
      type: 'about:blank', title: this.title, status: this.status, ...(this.message === '' ? {} : { detail: this.message }), instance,
    });
  }
}

const STATUS_OF_REJECTION: Readonly<Record<string, number>> = { INVALID_ARGUMENT: 400, NOT_FOUND: 404, ALREADY_EXISTS: 409, INVALID_STATE: 409 };

export function invalidArgument(detail: string): Problem {
  return new Problem(400, 'INVALID_ARGUMENT', detail);
}

export function badRequest(detail: string): Problem {
  return new Problem(400, 'Bad Request', detail);
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof GatewayError)) return unexpected(error, 'java.lang.RuntimeException');
  if (error.rejectionType !== undefined) return new Problem(STATUS_OF_REJECTION[error.rejectionType] ?? 500, error.rejectionType, error.message);
  if (error.code === status.UNAUTHENTICATED) return new Problem(401, 'Unauthorized', error.message, { 'www-authenticate': 'Bearer' });
  if (error.code === status.RESOURCE_EXHAUSTED) return new Problem(429, 'RESOURCE_EXHAUSTED', error.message);
  if (error.code === status.DEADLINE_EXCEEDED) return new Problem(504, 'DEADLINE_EXCEEDED', error.message);
  return unexpected(error, 'io.camunda.zeebe.broker.client.api.PartitionNotFoundException');
}

function unexpected(error: unknown, title: string): Problem {
  return new Problem(500, title, `Unexpected error occurred during the request processing: ${error instanceof Error ? error.message : String(error)}`);
}
