import { z } from 'zod';
import type { Tx } from '../../database/index.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { Refusal } from '../refusal.ts';
import type { FieldMessage, Library } from '../workflows/library.ts';
import { blocksOfTask } from './blocks.ts';
import { submissions } from './submissions.ts';
import { gone, lockTask, refuseOthers } from './task.ts';
import type { Person, TaskRow } from './task.ts';

export const completionSchema = z.object({ key: z.string(), status: z.enum(['completing', 'completed']), result: z.record(z.string(), z.unknown()) });
export type Completion = z.output<typeof completionSchema>;

/** A submission that does not keep the form's rules; carries each field's fault. */
export class SubmissionInvalid extends Refusal {
  readonly errors: readonly FieldMessage[];

  constructor(errors: readonly FieldMessage[]) {
    super({
      code: 'submission-invalid', status: 422, title: 'Some fields are not right', detail: errors.map(({ field, message }) => `${field || 'form'}: ${message}`).join('; '),
      nextStep: 'Correct the marked fields.',
    });
    this.errors = errors;
  }
}

export interface CompleteTask {
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly person: Person;
  /** Name of somebody without an account, by a signed link; the link is what allows it. */
  readonly by?: string;
}

interface Stored {
  readonly values: unknown;
  readonly variables: Record<string, unknown>;
}

/**
 * Completes a task: checks the form, books what it says, and tells the engine, all in one transaction. The same submission
 * again gets the same answer; another one is refused.
 */
export async function completeTask(tx: Tx, library: Library, { key, values, person, by }: CompleteTask): Promise<Completion> {
  const task = await lockTask(tx.knex, key);
  if (by === undefined) refuseOthers(task, person.roles);
  if (task.status !== 'created') return repeated(task, values);
  if (by === undefined) refuseClaimedByOther(task, person.personId);
  const form = task.form_id === null ? undefined : library.forms.get(task.form_id);
  const errors = form === undefined ? [] : library.check(form.id, values);
  if (errors.length > 0) throw new SubmissionInvalid(errors);
  const [block] = form?.command === 'weigh' ? [] : await blocksOfTask(tx.knex, task);
  if (block !== undefined) throw new Refusal({ ...block, status: 409, title: 'Work is blocked', nextStep: 'Wait until it is released, or ask your supervisor.' });
  const booked = form?.command === undefined ? {} : await submissions[form.command](tx, task, values, by);
  const variables: Record<string, unknown> = form?.command === 'weigh' ? { ...booked } : { ...values, ...booked };
  await tx.knex<TaskRow>('user_task').where({ key }).update({ status: 'completing', completed_by: by ?? person.personId, submission: JSON.stringify({ values, variables } satisfies Stored) });
  await enqueue(tx, { kind: 'engine', dedupeKey: `complete-user-task:${key}`, payload: { op: 'complete-user-task', userTaskKey: key, kind: task.kind, variables } });
  tx.audit('task.completed', { type: 'task', id: key }, { formId: task.form_id, by: by ?? person.personId });
  tx.live(task.work_center_id === null ? 'worklist' : `worklist:${task.work_center_id}`, { key, status: 'completing' });
  return { key, status: 'completing', result: variables };
}

function repeated(task: TaskRow, values: unknown): Completion {
  if (task.status === 'canceled' || task.submission === null) throw gone(task);
  const stored = JSON.parse(task.submission) as Stored;
  if (canonical(stored.values) !== canonical(values)) throw gone(task);
  return { key: task.key, status: task.status === 'completed' ? 'completed' : 'completing', result: stored.variables };
}

/** JSON with sorted names, so that equal submissions have equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
}

export function refuseClaimedByOther(task: TaskRow, personId: string): void {
  if (task.assignee === null || task.assignee === personId) return;
  throw new Refusal({ code: 'task-claimed', status: 409, title: 'Somebody else is at it', detail: 'Another person has taken this task.', nextStep: 'Ask them to give it back.', params: { assignee: task.assignee } });
}
