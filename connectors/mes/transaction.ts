import type { startOrder } from '../../server/mes/orders/start-order.ts';

/** A transaction of the plant's database, as its commands take it. */
export type Tx = Parameters<typeof startOrder>[0];

/** Runs work in one transaction on behalf of the plant itself. */
export type Transact = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;

export interface MesDeps {
  readonly transact: Transact;
}
