/** What is there before a call: made anew for it, its keys to be named as `$job`, `$instance` … in the request. */
export type Given = 'nothing' | 'instance' | 'job' | 'incident' | 'user task' | 'message';

/** A gRPC request, or a REST request under `rest`. Texts that begin with `$` stand for keys of what is given. */
export interface GatewayCall {
  /** The RPC, or method and path: `POST /v1/user-tasks/$task/completion`. */
  readonly call: string;
  readonly request?: object;
  /** Of a REST request: its body as it is sent, and headers. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly given?: Given;
  /** After this long the client hangs up. */
  readonly deadlineMs?: number;
}

/** What names a call in the recording. */
export function title({ call, request, body, headers, given, deadlineMs }: GatewayCall): string {
  const parts = [call, request === undefined ? undefined : JSON.stringify(request, shortened), headers === undefined ? undefined : JSON.stringify(headers), body];
  const conditions = [given === undefined ? undefined : `given ${given}`, deadlineMs === undefined ? undefined : `within ${deadlineMs} ms`];
  const text = [...parts, ...conditions].filter((part) => part !== undefined).join(' ');
  return text.length > 400 ? `${text.slice(0, 200)}…${text.length}…${text.slice(-60)}` : text;
}

/** Files are shown by their first words. */
function shortened(_field: string, value: unknown): unknown {
  const { type, data } = (value ?? {}) as { readonly type?: unknown; readonly data?: number[] };
  if (type !== 'Buffer') return value;
  const text = Buffer.from(data!).toString();
  return /<bpmn:process id="[^"]*"/.exec(text)?.[0] ?? text;
}
