import type { Role } from './roles.ts';

/** Who sent the request. `source` says how they proved it; an ERP has a token and no person. */
export interface Caller {
  readonly personId: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly locale: string;
  readonly source: 'session' | 'erp-token' | 'anonymous';
}

/** Somebody who did not sign in, on a public route. */
export const anonymous: Caller = { personId: 'anonymous', username: 'anonymous', name: '', roles: [], locale: 'en', source: 'anonymous' };
