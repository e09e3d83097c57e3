import { z } from 'zod';
import type { EngineClient } from './engine-client.ts';
import { PermanentError } from './errors.ts';

const variables = z.record(z.string(), z.unknown()).default({});

/** Engine commands as they wait in the outbox. */
export const engineCommand = z.discriminatedUnion('op', [
  z.object({ op: z.literal('create-instance'), bpmnProcessId: z.string(), version: z.number().int().positive().optional(), variables: z.looseObject({ commandId: z.string() }) }),
  z.object({ op: z.literal('publish-message'), name: z.string(), correlationKey: z.string(), messageId: z.string(), ttlMs: z.number().int().min(0), variables }),
  z.object({ op: z.literal('complete-user-task'), userTaskKey: z.string(), kind: z.enum(['native', 'job']), variables }),
  z.object({ op: z.literal('cancel-instance'), key: z.string() }),
  z.object({ op: z.literal('resolve-incident'), incidentKey: z.string(), jobKey: z.string().nullish(), retries: z.number().int().positive().optional() }),
]);
export type EngineCommand = z.infer<typeof engineCommand>;

export interface EngineOutboxEntry {
  readonly payload: unknown;
  /** Deliveries that were begun before this one. */
  readonly attempts: number;
}

/**
 * Sends engine commands from the outbox so that each takes effect once although it may be sent several times.
 * `findInstanceByCommandId` asks the record stream, once that has caught up, whether an earlier attempt did start an instance.
 */
export function engineDeliverer(engine: EngineClient, findInstanceByCommandId: (commandId: string) => Promise<string | undefined>) {
  return async (entry: EngineOutboxEntry): Promise<unknown> => {
    const parsed = engineCommand.safeParse(entry.payload);
    if (!parsed.success) throw new PermanentError(`The outbox holds an engine command of unknown shape: ${z.prettifyError(parsed.error)}`, 'INVALID_ARGUMENT');
    const command = parsed.data;
    switch (command.op) {
      case 'create-instance': {
        const started = entry.attempts > 0 ? await findInstanceByCommandId(command.variables.commandId) : undefined;
        return started === undefined ? await engine.createInstance(command) : { processInstanceKey: started };
      }
      case 'publish-message':
        return await engine.publishMessage(command);
      case 'complete-user-task':
        try {
          return await engine.completeUserTask(command);
        } catch (error) {
          // An earlier attempt whose answer was lost has completed the task: then it is not there any more.
          if (entry.attempts > 0 && error instanceof PermanentError && error.status === 'NOT_FOUND') return { alreadyCompleted: true };
          throw error;
        }
      case 'cancel-instance':
        return await engine.cancelInstance(command.key);
      case 'resolve-incident':
        return await engine.resolveIncident({ key: command.incidentKey, jobKey: command.jobKey ?? undefined, retries: command.retries });
    }
  };
}
