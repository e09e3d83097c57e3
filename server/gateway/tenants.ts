import { status } from '@grpc/grpc-js';
import { GatewayError } from './gateway-error.ts';

export const DEFAULT_TENANT = '<default>';

/** Multi-tenancy is off, as in a Zeebe without Identity: only the default tenant, named or not. */
export function requireDefaultTenant(request: string, tenantIds: readonly string[]): void {
  const foreign = tenantIds.find((tenant) => tenant !== '' && tenant !== DEFAULT_TENANT);
  if (foreign !== undefined) {
    throw new GatewayError(status.INVALID_ARGUMENT,
      `Expected to handle gRPC request ${request} with tenant identifier '${foreign}', but multi-tenancy is disabled`);
  }
}
