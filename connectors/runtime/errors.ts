/**
 * What a connector throws says what happens to its job:
 * retryable → the engine offers it again after a back-off, business → a BPMN error that the diagram can catch,
 * configuration → an incident at once, because trying again cannot help.
 */

/** The other side is away or busy; the same call may work later. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
  /** The BPMN error to throw when no retry is left; without it an incident is raised. */
  readonly codeWhenExhausted: string | undefined;

  constructor(message: string, options: { cause?: unknown; codeWhenExhausted?: string } = {}) {
    super(message, { cause: options.cause });
    this.codeWhenExhausted = options.codeWhenExhausted;
  }
}

/** Something that the process must decide about; `code` is the BPMN error code. */
export class BusinessError extends Error {
  override readonly name = 'BusinessError';
  readonly code: string;
  readonly variables: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, variables: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.variables = variables;
  }
}

/** The diagram, a connection or a secret is wrong: a person must correct it. The message names what and where. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** The other side refused for good: sending the same again gives the same answer. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
  /** What the other side called it, such as a gRPC status name or an HTTP status. */
  readonly status: string;

  constructor(message: string, status: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.status = status;
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
