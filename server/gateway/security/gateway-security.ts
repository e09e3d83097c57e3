import { status } from '@grpc/grpc-js';
import type { Log } from '../../engine/index.ts';
import { GatewayError } from '../gateway-error.ts';
import { BearerTokens } from './bearer-tokens.ts';
import { Certificates, type TlsFiles } from './certificates.ts';

export interface SecurityOptions {
  /** Any of them opens the gateway: several, so that they can be changed one after the other. */
  readonly tokens?: readonly string[] | undefined;
  readonly tls?: TlsFiles | undefined;
}

/** Who may use the gateway: whoever has a token, a certificate of the clients' authority, or, with neither, any program of this machine. */
export class GatewaySecurity {
  readonly tls: Certificates | undefined;
  readonly #tokens: BearerTokens | undefined;

  /** @throws Error when a certificate cannot be had */
  constructor({ tokens = [], tls }: SecurityOptions, log: Log) {
    this.#tokens = tokens.length === 0 ? undefined : new BearerTokens(tokens);
    this.tls = tls === undefined ? undefined : new Certificates(tls, log);
  }

  get asksForTokens(): boolean {
    return this.#tokens !== undefined;
  }

  /** Asks nobody who they are. TLS alone hides what is said, but lets everybody in. */
  get isOpen(): boolean {
    return this.#tokens === undefined && this.tls?.asksClients !== true;
  }

  /** @throws GatewayError UNAUTHENTICATED unless `authorization` holds a token, where tokens are asked for */
  authenticate(authorization: string | undefined): void {
    if (this.#tokens === undefined) return;
    if (authorization === undefined) {
      throw new GatewayError(status.UNAUTHENTICATED, 'Expected bearer token at header with key [authorization], but found nothing');
    }
    if (!this.#tokens.accepts(authorization)) {
      throw new GatewayError(status.UNAUTHENTICATED, 'Expected a valid bearer token at header with key [authorization], but it is none of this gateway');
    }
  }

  /** @throws Error when the host is reachable from other machines and nobody is asked who they are */
  requireFor(host: string): void {
    if (!this.isOpen || isLoopback(host)) return;
    throw new Error(`The gateway does not listen on ${host}: other machines could use it and it would ask nobody who they are. `
      + 'Give it tokens or a client authority (mutual TLS), or let it listen on 127.0.0.1.');
  }

  close(): void {
    this.tls?.close();
  }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
