import { Camunda8 } from '@camunda8/sdk';
import type { ZeebeClient } from './stage.ts';

/** The client that plays on both engines: no retries of its own, so that every answer is seen. */
export function openClient(grpcAddress: string, restAddress: string): ZeebeClient {
  return new Camunda8({
    ZEEBE_GRPC_ADDRESS: `grpc://${grpcAddress}`,
    ZEEBE_REST_ADDRESS: restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    zeebeGrpcSettings: { ZEEBE_GRPC_CLIENT_RETRY: false, ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
    CAMUNDA_LOG_LEVEL: 'none',
    CAMUNDA_SUPPORT_LOG_ENABLED: false,
  }).getZeebeGrpcApiClient();
}
