import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import { GatewayError } from '../gateway-error.ts';
import type { GatewaySecurity } from './gateway-security.ts';

/** Ends every call without a token before anything of it is read. */
export function authenticatingInterceptor(security: GatewaySecurity): ServerInterceptor {
  return (_method, call) => new ServerInterceptingCall(call, {
    start: (next) => next({
      onReceiveMetadata: (metadata, proceed) => {
        try {
          security.authenticate(metadata.get('authorization')[0]?.toString());
          proceed(metadata);
        } catch (error) {
          if (!(error instanceof GatewayError)) throw error;
          call.sendStatus({ code: error.code, details: error.message });
        }
      },
    }),
  });
}
