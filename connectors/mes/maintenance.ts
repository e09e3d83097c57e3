import { z } from 'zod';
import { openTicket } from '../../server/mes/maintenance/open-ticket.ts';
import { closeTicket, escalateTicket } from '../../server/mes/maintenance/work-on-ticket.ts';
import { commandConnector } from './command.ts';

const ticketId = z.string().min(1).meta({ title: 'Ticket' });
const recipients = z.array(z.object({ email: z.string(), locale: z.string() }));

export const openTicketStep = commandConnector({
  type: 'mes:open-ticket',
  name: { en: 'Open ticket', 'zh-CN': '创建工单' },
  description: { en: 'Opens a maintenance ticket and gives what its mails need.', 'zh-CN': '创建维修工单，并给出邮件所需内容。' },
  input: z.object({
    equipmentId: z.string().min(1).meta({ title: 'Machine' }),
    fault: z.string().meta({ title: 'What was seen' }),
    faultId: z.string().min(1).meta({ title: 'Fault event', description: 'The same event never opens two tickets' }),
    severity: z.string().meta({ title: 'Severity' }),
    since: z.string().meta({ title: 'Since' }),
  }),
  output: z.object({
    ticketId: z.string(), crewEmails: recipients, supervisorEmails: recipients, acknowledgeUrl: z.string(), escalateAfter: z.string(),
    equipmentName: z.string(), location: z.string(), calledBy: z.string(), description: z.string(),
  }),
  command: (tx, input, { processInstanceKey }) => openTicket(tx, { ...input, processInstanceKey }),
});

export const escalateTicketStep = commandConnector({
  type: 'mes:escalate-ticket',
  name: { en: 'Escalate ticket', 'zh-CN': '升级工单' },
  description: { en: 'Notes that nobody answered in time.', 'zh-CN': '记录无人及时响应。' },
  input: z.object({ ticketId }),
  output: z.object({ escalationLevel: z.number() }),
  command: (tx, input) => escalateTicket(tx, input),
});

export const closeTicketStep = commandConnector({
  type: 'mes:close-ticket',
  name: { en: 'Close ticket', 'zh-CN': '关闭工单' },
  description: { en: 'Closes a ticket, if its form has not done so.', 'zh-CN': '若表单尚未关闭工单，则关闭之。' },
  input: z.object({ ticketId }),
  output: z.object({}),
  async command(tx, input) {
    await closeTicket(tx, input);
    return {};
  },
});
