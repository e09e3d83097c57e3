import { z } from 'zod';
import type { EngineClient } from './engine-client.ts';
import { PermanentError, RetryableError } from './errors.ts';

const variables = z.record(z.string(), z.unknown()).default({});

/** Engine commands as they wait in the outbox. */
const engineCommand = z.discriminatedUnion('op', [
  z.object({ op: z.literal('create-instance'), bpmnProcessId: z.string(), version: z.number().int().positive().optional(), variables: z.looseObject({ commandId: z.string() }) }),
  z.object({ op: z.literal('publish-message'), name: z.string(), correlationKey: z.string(), messageId: z.string(), ttlMs: z.number().int().min(0), variables }),
  z.object({ op: z.literal('complete-user-task'), userTaskKey: z.string(), kind: z.enum(['native', 'job']), variables }),
  z.object({ op: z.literal('cancel-instance'), key: z.string() }),
  z.object({ op: z.literal('resolve-incident'), incidentKey: z.string(), jobKey: z.string().nullish(), retries: z.number().int().positive().optional() }),
]);

export interface EngineOutboxEntry {
  readonly payload: unknown;
  /** Deliveries that were begun before this one. */
  readonly attempts: number;
}

/** What the record stream says, once it has caught up with everything that the engine did before the question. */
export interface RecordedEffects {
  /** The instance that an earlier attempt started. */
  findInstanceByCommandId(commandId: string): Promise<string | undefined>;
  /** How a user task ended; undefined while it is open. */
  findEndOfUserTask(userTaskKey: string): Promise<'completed' | 'canceled' | undefined>;
}

/** Sends engine commands from the outbox so that each takes effect once although it may be sent several times. */
export function engineDeliverer(engine: Pick<EngineClient, 'createInstance' | 'publishMessage' | 'completeUserTask' | 'cancelInstance' | 'resolveIncident'>, recorded: RecordedEffects) {
  return async (entry: EngineOutboxEntry): Promise<unknown> => {
    const parsed = engineCommand.safeParse(entry.payload);
    if (!parsed.success) throw new PermanentError(`The outbox holds an engine command of unknown shape: ${z.prettifyError(parsed.error)}`, 'INVALID_ARGUMENT');
    const command = parsed.data;
    switch (command.op) {
      case 'create-instance': {
        const started = entry.attempts > 0 ? await recorded.findInstanceByCommandId(command.variables.commandId) : undefined;
        return started === undefined ? await engine.createInstance(command) : { processInstanceKey: started };
      }
      case 'publish-message':
        return await engine.publishMessage(command);
      case 'complete-user-task':
        try {
          return await engine.completeUserTask(command);
        } catch (error) {
          if (!(error instanceof PermanentError && error.status === 'NOT_FOUND')) throw error;
          return await completedBefore(command.userTaskKey, entry.attempts, recorded, error);
        }
      case 'cancel-instance':
        return await engine.cancelInstance(command.key);
      case 'resolve-incident':
        return await engine.resolveIncident({ key: command.incidentKey, jobKey: command.jobKey ?? undefined, retries: command.retries });
    }
  };
}

/** The task is not there any more: an earlier attempt whose answer was lost has completed it, or it ended in another way. */
async function completedBefore(key: string, attempts: number, recorded: RecordedEffects, refused: PermanentError): Promise<{ alreadyCompleted: true }> {
  const end = await recorded.findEndOfUserTask(key);
  if (end === 'completed' && attempts > 0) return { alreadyCompleted: true };
  if (end === undefined) throw new RetryableError(`${refused.message} (the records do not tell its end yet)`, { cause: refused });
  const what = end === 'completed' ? 'somebody else completed the task in the engine' : 'the process cancelled the task before its completion arrived';
  throw new PermanentError(`${refused.message}: ${what}`, 'NOT_FOUND', { cause: refused });
}
