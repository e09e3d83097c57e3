import type { EngineCommands } from '../engine-commands.ts';

/** What a call may use. */
export interface CallContext {
  readonly commands: EngineCommands;
  /** Where clients find this gateway. */
  readonly address: () => { readonly host: string; readonly port: number };
}

/** One RPC: the request's message to the response's, or a GatewayError. */
export type UnaryCall<Request> = (request: Request, context: CallContext) => Promise<object> | object;
