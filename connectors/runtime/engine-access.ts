import { readFileSync } from 'node:fs';

/** Where a gateway is and what it asks of its clients. */
export interface EngineAccess {
  /** `host:port` of the gateway's gRPC API. */
  readonly grpcAddress: string;
  /** Base URL of the gateway's REST API. */
  readonly restAddress: string;
  /** Sent with every call as `authorization: Bearer …`. */
  readonly token?: string;
  /** gRPC goes over TLS; REST does where its address says https. */
  readonly tls?: EngineTls;
}

/** PEM files; without an authority those that Node knows are trusted. */
export interface EngineTls {
  readonly caFile?: string | undefined;
  /** The client's own certificate and key, for a gateway that asks for one. */
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
}

/** The settings of the gRPC client. */
export function grpcSettings({ grpcAddress, token, tls }: EngineAccess) {
  return {
    ZEEBE_GRPC_ADDRESS: `${tls === undefined ? 'grpc' : 'grpcs'}://${grpcAddress}`,
    ...(token === undefined ? { CAMUNDA_OAUTH_DISABLED: true } : { CAMUNDA_AUTH_STRATEGY: 'BEARER' as const, CAMUNDA_OAUTH_TOKEN: token }),
    ...(tls?.caFile === undefined ? {} : { CAMUNDA_CUSTOM_ROOT_CERT_PATH: tls.caFile }),
    ...(tls?.certFile === undefined ? {} : { CAMUNDA_CUSTOM_CERT_CHAIN_PATH: tls.certFile }),
    ...(tls?.keyFile === undefined ? {} : { CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: tls.keyFile }),
  };
}

/** The options of a REST request. */
export function restSettings({ token, tls }: EngineAccess) {
  return {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(tls?.caFile === undefined ? {} : { ca: readFileSync(tls.caFile) }),
    ...(tls?.certFile === undefined ? {} : { cert: readFileSync(tls.certFile) }),
    ...(tls?.keyFile === undefined ? {} : { key: readFileSync(tls.keyFile) }),
  };
}
