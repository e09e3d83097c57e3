import { Server, status, type handleServerStreamingCall, type handleUnaryCall, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { CallContext, OnHangUp } from './calls/call.ts';
import { unaryCalls } from './calls/index.ts';
import { shortenDetails } from './details.ts';
import type { EngineCommands } from './engine-commands.ts';
import { GatewayError } from './gateway-error.ts';
import { loadGatewayService } from './gateway-service.ts';
import { activateJobs } from './jobs/activate-jobs.ts';
import type { JobDispatcher } from './jobs/job-dispatcher.ts';
import type { OpenCalls } from './jobs/open-calls.ts';
import { streamActivatedJobs } from './jobs/stream-activated-jobs.ts';
import { authenticatingInterceptor } from './security/authenticating-interceptor.ts';
import type { GatewaySecurity } from './security/gateway-security.ts';
import type { Log } from '../engine/index.ts';

/** Zeebe's limit for one message. */
const MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

const KEEPALIVE_MS = 30_000;
const KEEPALIVE_TIMEOUT_MS = 20_000;

const STREAMING_CALLS = { ActivateJobs: activateJobs, StreamActivatedJobs: streamActivatedJobs } as const;

/** What every pair of ports of a gateway shares. */
export interface GatewayParts {
  readonly commands: EngineCommands;
  readonly dispatcher: JobDispatcher;
  readonly jobCalls: OpenCalls;
  readonly log: Log;
}

export function createGrpcServer(context: CallContext, parts: GatewayParts, security: GatewaySecurity): Server {
  const { log } = parts;
  const service = loadGatewayService();
  const server = new Server({
    'grpc.max_receive_message_length': MESSAGE_BYTES_MAX,
    'grpc.max_send_message_length': -1,
    'grpc.keepalive_permit_without_calls': 1,
    // Clients that vanished without a word are noticed, and what waits for them is let go.
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
    interceptors: security.asksForTokens ? [authenticatingInterceptor(security)] : [],
  });
  const implementation: UntypedServiceImplementation = {};
  for (const name of Object.keys(service)) {
    const call = unaryCalls[name];
    const streaming = Object.hasOwn(STREAMING_CALLS, name) ? STREAMING_CALLS[name as keyof typeof STREAMING_CALLS] : undefined;
    if (streaming !== undefined) implementation[name] = streamingHandler(name, streaming as StreamingCall, parts);
    else if (call !== undefined) implementation[name] = unaryHandler(name, call as UnaryHandlerCall, context, log);
    else implementation[name] = notImplemented(name);
  }
  server.addService(service, implementation);
  return server;
}

type UnaryHandlerCall = (request: object, context: CallContext, onHangUp: OnHangUp) => Promise<object> | object;
type StreamingCall = (
  call: Parameters<handleServerStreamingCall<object, object>>[0], dispatcher: JobDispatcher, refuse: (error: unknown) => void,
) => void;

function unaryHandler(name: string, execute: UnaryHandlerCall, context: CallContext, log: Log): handleUnaryCall<object, object> {
  return (call, answer) => {
    Promise.resolve().then(() => execute(call.request, context, (listener) => void call.on('cancelled', listener))).then(
      (response) => answer(null, response),
      (error: unknown) => answer(statusOf(name, error, log)),
    );
  };
}

function streamingHandler(name: string, execute: StreamingCall, { dispatcher, jobCalls, log }: GatewayParts): handleServerStreamingCall<object, object> {
  return (call) => {
    const refuse = (error: unknown) => {
      call.emit('error', statusOf(name, error, log));
    };
    try {
      jobCalls.enter(call);
      execute(call, dispatcher, refuse);
    } catch (error) {
      refuse(error);
    }
  };
}

function notImplemented(name: string): handleUnaryCall<object, object> {
  return (_call, answer) => answer({ code: status.UNIMPLEMENTED, details: `${name} is not supported by this engine yet` });
}

function statusOf(call: string, error: unknown, log: Log): { readonly code: status; readonly details: string } {
  if (error instanceof GatewayError) return { code: error.code, details: shortenDetails(error.message) };
  log('error', `${call} failed`, { error: error instanceof Error ? error.stack : String(error) });
  return { code: status.INTERNAL, details: shortenDetails(`Unexpected error occurred during the request processing: ${error instanceof Error ? error.message : String(error)}`) };
}
