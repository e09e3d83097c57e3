import { createHash, timingSafeEqual } from 'node:crypto';

/** Tokens any of which opens the gateway. A comparison takes the same time whatever was given. */
export class BearerTokens {
  readonly #digests: readonly Buffer[];

  constructor(tokens: readonly string[]) {
    this.#digests = tokens.map(digest);
  }

  /** `authorization`: the value of the header, `Bearer …`. */
  accepts(authorization: string): boolean {
    const given = digest(/^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '');
    // Every token is compared, so that the time does not tell which one came close.
    return this.#digests.filter((known) => timingSafeEqual(known, given)).length > 0;
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
