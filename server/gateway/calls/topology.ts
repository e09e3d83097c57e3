import { BROKER_VERSION } from '../../engine/index.ts';
import type { UnaryCall } from './call.ts';

/** One broker, one partition. */
export const topology: UnaryCall<object> = (_request, { address, commands }) => ({
  brokers: [{
    nodeId: 0, ...address(), version: BROKER_VERSION,
    partitions: [{ partitionId: 1, role: 'LEADER', health: commands.healthy ? 'HEALTHY' : 'UNHEALTHY' }],
  }],
  clusterSize: 1, partitionsCount: 1, replicationFactor: 1, gatewayVersion: BROKER_VERSION,
});
