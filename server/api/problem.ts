import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { ZodError } from 'zod';
import { Refusal } from '../mes/refusal.ts';
import { SubmissionInvalid } from '../mes/tasks/complete-task.ts';

export interface FieldError {
  readonly field: string;
  readonly message: string;
  readonly code?: string;
}

/** An RFC 9457 problem; `code` and `params` let the client say it in the person's language. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly nextStep?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldError[];
}

/** Thrown where several fields are wrong at once. */
export class InvalidInput extends Error {
  readonly errors: readonly FieldError[];

  constructor(errors: readonly FieldError[]) {
    super('invalid input');
    this.errors = errors;
  }
}

export function fromZod(error: ZodError, part: 'params' | 'query' | 'body'): InvalidInput {
  return new InvalidInput(error.issues.map((issue) => ({
    field: issue.path.map(String).join('/') || part,
    message: issue.message,
    code: issue.code,
  })));
}

export function sendProblem(request: Request, response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').send(JSON.stringify({ ...problem, instance: request.originalUrl.split('?')[0] }));
}

function problem(status: number, code: string, title: string, detail: string, more: Partial<Problem> = {}): Problem {
  return { type: `/problems/${code}`, title, status, detail, code, ...more };
}

/** What a person may know of an error: refusals in full, our own faults only as a number to look up in the log. */
export function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof SubmissionInvalid) return { ...fromRefusal(error), errors: error.errors };
  if (error instanceof Refusal) return fromRefusal(error);
  if (error instanceof InvalidInput)
    return problem(422, 'invalid-input', 'Invalid input', error.errors.map(({ field, message }) => `${field}: ${message}`).join('; '), { errors: error.errors });
  const { type, status, limit } = error as { type?: unknown; status?: unknown; limit?: unknown };
  if (type === 'entity.parse.failed') return problem(400, 'malformed-json', 'Malformed JSON', `The body is not JSON: ${(error as Error).message}.`);
  if (type === 'entity.too.large') return problem(413, 'too-large', 'Too large', `The body is larger than ${String(limit)} bytes.`);
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') return problem(415, 'unsupported-encoding', 'Unsupported encoding', (error as Error).message);
  if (status === 400) return problem(400, 'bad-request', 'Bad request', (error as Error).message);
  return problem(500, 'internal-error', 'Something went wrong on the server', `Give the administrator this number: ${requestId}.`, { params: { requestId } });
}

function fromRefusal(refusal: Refusal): Problem {
  return problem(refusal.status, refusal.code, refusal.title, refusal.detail, {
    params: refusal.params,
    ...(refusal.nextStep === undefined ? {} : { nextStep: refusal.nextStep }),
    ...(refusal.field === undefined ? {} : { errors: [{ field: refusal.field, message: refusal.detail, code: refusal.code }] }),
  });
}

export const problems: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  const answer = toProblem(error, String((request as { id?: unknown }).id));
  if (answer.status >= 500) (request as { log?: Logger }).log?.error({ err: error }, 'request failed');
  sendProblem(request, response, answer);
};

/** For paths below /api that no route has. */
export function unknownPath(request: Request): Refusal {
  const path = request.originalUrl.split('?')[0]!;
  return new Refusal({ code: 'unknown-path', status: 404, title: 'Not found', detail: `There is no ${request.method} ${path.slice(0, 200)}.`, nextStep: 'See /api/docs.' });
}
