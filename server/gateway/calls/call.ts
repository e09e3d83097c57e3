import type { EngineCommands } from '../engine-commands.ts';

/** What a call may use. */
export interface CallContext {
  readonly commands: EngineCommands;
  /** Where clients find this gateway. */
  readonly address: () => { readonly host: string; readonly port: number };
}

/** Calls the listener when the client has gone before it was answered. */
export type OnHangUp = (listener: () => void) => void;

/** One RPC: the request's message to the response's, or a GatewayError. */
export type UnaryCall<Request> = (request: Request, context: CallContext, onHangUp: OnHangUp) => Promise<object> | object;
