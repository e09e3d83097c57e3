import type { z } from 'zod';
import type { BackOff } from './back-off.ts';
import { ConfigurationError } from './errors.ts';
import type { Log } from './log.ts';
import { resolveSecrets } from './secrets.ts';
import type { Secrets } from './secrets.ts';

/** The job that a connector works on; its key stays the same however often it is delivered. */
export interface Job {
  readonly key: string;
  readonly type: string;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  /** Deliveries left, this one included. */
  readonly retries: number;
}

export interface Call {
  readonly job: Job;
  readonly log: Log;
  /** Aborted when the job's time is over: the engine then gives it to somebody else. */
  readonly signal: AbortSignal;
}

export interface LocalText {
  readonly en: string;
  readonly 'zh-CN': string;
}

export interface Connector<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject, Deps = never> {
  /** The job type, `system:verb`. */
  readonly type: string;
  readonly name: LocalText;
  readonly description: LocalText;
  /** Process variables that it reads. Only these are fetched. */
  readonly input: Input;
  /** Process variables that it sets. */
  readonly output: Output;
  /** Inputs in which `{{secrets.NAME}}` is replaced; elsewhere the text stays as it is. */
  readonly secretInputs: readonly (keyof Input['shape'] & string)[];
  readonly retries: number;
  readonly backOff: BackOff;
  /** How long one delivery may take; a job whose process died is given to another after this time. */
  readonly timeoutMs: number;
  /** Jobs worked on at the same time. */
  readonly concurrency: number;
  handle(input: z.output<Input>, call: Call, deps: Deps): Promise<z.input<Output>>;
}

type Definition<Input extends z.ZodObject, Output extends z.ZodObject, Deps> = Pick<
  Connector<Input, Output, Deps>, 'type' | 'name' | 'description' | 'input' | 'output' | 'handle'
> & Partial<Connector<Input, Output, Deps>>;

/** Declares a connector; its element template, its worker and its checks come from this one declaration. */
export function defineConnector<Input extends z.ZodObject, Output extends z.ZodObject, Deps>(
  definition: Definition<Input, Output, Deps>,
): Connector<Input, Output, Deps> {
  return { secretInputs: [], retries: 5, backOff: { firstMs: 500, maxMs: 30_000 }, timeoutMs: 10_000, concurrency: 16, ...definition };
}

/** A connector with everything that it needs, ready for a worker. */
export interface BoundConnector extends Pick<Connector, 'type' | 'retries' | 'backOff' | 'timeoutMs' | 'concurrency'> {
  readonly inputNames: readonly string[];
  /** Answers the variables to complete the job with. */
  run(variables: Readonly<Record<string, unknown>>, call: Call): Promise<Record<string, unknown>>;
}

export function bindConnector<Input extends z.ZodObject, Output extends z.ZodObject, Deps>(
  connector: Connector<Input, Output, Deps>,
  deps: Deps,
  secrets: Secrets = () => undefined,
): BoundConnector {
  const { type, retries, backOff, timeoutMs, concurrency, input, output, secretInputs } = connector;
  return {
    type, retries, backOff, timeoutMs, concurrency,
    inputNames: Object.keys(input.shape),
    async run(variables, call) {
      const given = { ...variables };
      for (const name of secretInputs) given[name] = resolveSecrets(given[name], secrets);
      const parsed = input.safeParse(given);
      if (!parsed.success) throw new ConfigurationError(explain(parsed.error, `The step "${call.job.elementId}" of ${call.job.bpmnProcessId} gives ${type} a wrong input`));
      const result = output.safeParse(await connector.handle(parsed.data, call, deps));
      if (!result.success) throw new ConfigurationError(explain(result.error, `${type} gave a result of another shape than it declares`));
      return result.data;
    },
  };
}

function explain(error: z.ZodError, what: string): string {
  return `${what}: ${error.issues.map((issue) => `${issue.path.join('.') || 'all'}: ${issue.message}`).join('; ')}`;
}
