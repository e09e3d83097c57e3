export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503;

export interface RefusalText {
  /** Names the rule, in kebab-case; the client translates by it, with `params`. */
  readonly code: string;
  readonly status: RefusalStatus;
  readonly title: string;
  /** English: what was wrong, with which value. */
  readonly detail: string;
  /** The field of the input that it is about, as a JSON pointer without the leading slash. */
  readonly field?: string;
  /** English: what to do now. */
  readonly nextStep?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A rule of the plant says no. Shown to the person as problem+json (RFC 9457), never logged as a fault of ours. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly status: RefusalStatus;
  readonly title: string;
  readonly detail: string;
  readonly field: string | undefined;
  readonly nextStep: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;

  constructor({ code, status, title, detail, field, nextStep, params = {} }: RefusalText) {
    super(detail);
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.field = field;
    this.nextStep = nextStep;
    this.params = params;
  }
}

/** The refusal for an id that names nothing: `what` is the noun a person reads, such as "order". */
export function notFound(what: string, id: string, field?: string): Refusal {
  return new Refusal({
    code: `unknown-${what.replaceAll(' ', '-')}`,
    status: 404,
    title: `Unknown ${what}`,
    detail: `There is no ${what} "${id}".`,
    params: { id },
    ...(field === undefined ? {} : { field }),
  });
}
