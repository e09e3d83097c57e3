import type { z } from 'zod';
import { Refusal } from '../../server/mes/refusal.ts';
import { defineConnector } from '../runtime/connector.ts';
import type { Connector, Job } from '../runtime/connector.ts';
import { BusinessError, RetryableError } from '../runtime/errors.ts';
import { once } from './effects.ts';
import type { MesDeps, Tx } from './transaction.ts';

type Declaration<Input extends z.ZodObject, Output extends z.ZodObject> = Pick<Connector<Input, Output, MesDeps>, 'type' | 'name' | 'description' | 'input' | 'output'> & {
  command(tx: Tx, input: z.output<Input>, job: Job): Promise<z.input<Output>>;
};

/** A step that is one command of the plant: it runs in one transaction, once per job. */
export function commandConnector<Input extends z.ZodObject, Output extends z.ZodObject>({ command, ...declaration }: Declaration<Input, Output>): Connector<Input, Output, MesDeps> {
  return defineConnector({
    ...declaration,
    retries: 10,
    async handle(input, { job }, { transact }: MesDeps) {
      try {
        return await transact((tx) => once(tx, job, () => command(tx, input, job)));
      } catch (error) {
        throw error instanceof Refusal ? refused(error) : error;
      }
    },
  });
}

/** `not-weighed` becomes the BPMN error NOT_WEIGHED: a diagram that does not catch it gets an incident with the reason. */
function refused(refusal: Refusal): BusinessError | RetryableError {
  if (refusal.status === 503) return new RetryableError(refusal.detail, { cause: refusal });
  return new BusinessError(refusal.code.replaceAll('-', '_').toUpperCase(), refusal.detail, { refusal: { code: refusal.code, detail: refusal.detail, ...refusal.params } });
}
