import type { Tx } from '../../database/index.ts';
import { actorName } from '../maintenance/ticket.ts';
import { acknowledgeTicket, resolutionSchema, resolveTicket } from '../maintenance/work-on-ticket.ts';
import { weighSubmissionSchema } from '../orders/schema.ts';
import { weighComponent } from '../orders/weigh-component.ts';
import { disposeHold, dispositionSchema } from '../quality/dispose-hold.ts';
import { Refusal } from '../refusal.ts';
import type { Form } from '../workflows/library.ts';
import type { TaskRow } from './task.ts';

/** Books a submission; gives the variables that the process goes on with. `by` names somebody who has no account here. */
type Submission = (tx: Tx, task: TaskRow, values: Readonly<Record<string, unknown>>, by?: string) => Promise<object>;

/** What the commands that forms name do, in the transaction that completes the task. */
export const submissions: Readonly<Record<NonNullable<Form['command']>, Submission>> = {
  weigh: (tx, task, values) => weighComponent(tx, { taskKey: task.key, jobOrderId: subject(task, 'job_order_id'), submission: weighSubmissionSchema.parse(values) }),
  'dispose-hold': (tx, task, values) => disposeHold(tx, { ...dispositionSchema.parse(values), holdId: subject(task, 'hold_id') }),
  'close-ticket': async (tx, task, values, by) => {
    const ticketId = subject(task, 'ticket_id');
    const name = by ?? (await actorName(tx));
    await acknowledgeTicket(tx, { ticketId, by: name });
    return await resolveTicket(tx, { ticketId, by: name, resolution: resolutionSchema.parse(values) });
  },
};

function subject(task: TaskRow, column: 'job_order_id' | 'hold_id' | 'ticket_id'): string {
  const id = task[column];
  if (id !== null) return id;
  throw new Refusal({
    code: 'task-without-subject', status: 409, title: 'Task is not complete', params: { variable: column },
    detail: `The process gave this task no ${column.replaceAll('_', ' ')}.`, nextStep: 'Tell the process engineer: the diagram has to map it into the task.',
  });
}
