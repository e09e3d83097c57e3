import { status } from '@grpc/grpc-js';
import { GatewayError } from './gateway-error.ts';

const PARTITION_BITS = 51n;
const PARTITION = 1n;

/** The high bits of a key name the partition that made it; this gateway has partition 1 only. */
export function requireOwnPartition(key: string): string {
  const partition = BigInt(key) >> PARTITION_BITS;
  if (partition !== PARTITION) {
    throw new GatewayError(status.UNAVAILABLE,
      `Expected to execute command on partition ${partition}, but either it does not exist, or the gateway is not yet aware of it`);
  }
  return key;
}
