/** A refusal as the server words it (RFC 9457 problem+json). */
export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  nextStep?: string;
  params?: Record<string, unknown>;
  errors?: { field: string; message: string }[];
}

/** Thrown by `request` for every answer that is not a success, and with status 0 when no answer came. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: ProblemBody;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.body = body;
    this.code = body.code ?? (status === 0 ? 'offline' : `http-${status}`);
  }

  /** Messages by field name; a path such as `/values/quantity` or `quantity` names the last part. */
  get fieldErrors(): Record<string, string[]> {
    const byField: Record<string, string[]> = {};
    for (const { field, message } of this.body.errors ?? []) {
      const name = field.split(/[./]/).filter(Boolean).at(-1) ?? field;
      (byField[name] ??= []).push(message);
    }
    return byField;
  }
}

/** Whatever was thrown, as a Problem that the screen can show. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, { detail: error instanceof Error ? error.message : String(error) });
}
