import { Button } from 'antd';
import { CheckCircleOutlined, LeftOutlined, ToolOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi, useRefresh } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import type { List, TaskSummary, TicketDetail } from '../../api/types.ts';
import { mayAct, usePerson } from '../../app/session.tsx';
import { Answer } from '../../components/Answer.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { State } from '../../components/State.tsx';
import { TicketFacts } from './TicketFacts.tsx';
import { TicketHistory } from './TicketHistory.tsx';
import { useTicketTitle } from './ticket-title.ts';
import './tickets.css';

/** One ticket: what was seen, who comes, what was done. */
export default function TicketPage() {
  const { ticketId = '' } = useParams();
  const ticket = useApi<TicketDetail>(`/api/tickets/${ticketId}`, ['tickets']);
  return <Answer query={ticket}>{(detail) => <TicketBody ticket={detail} />}</Answer>;
}

function TicketBody({ ticket }: { ticket: TicketDetail }) {
  const { t } = useTranslation();
  const ticketTitle = useTicketTitle();
  const person = usePerson();
  const repairs = mayAct(person, 'maintenance');
  const refresh = useRefresh();
  const acknowledge = useMutation({
    mutationFn: () => request(`/api/tickets/${ticket.id}/acknowledge`, { method: 'POST', body: {} }),
    onSettled: () => refresh('/api/tickets', '/api/tasks'),
  });
  const tasks = useApi<List<TaskSummary>>(repairs && ticket.status !== 'Closed' ? '/api/tasks?status=open' : null, ['tickets', 'worklist']);
  const taskKey = ticket.taskKey ?? tasks.data?.items.find((task) => task.ticketId === ticket.id)?.key;
  return (
    <>
      <PageHead title={<><Link to="/tickets"><Button icon={<LeftOutlined />} aria-label={t('common.back')} /></Link> {ticket.equipmentId}: {ticketTitle(ticket)}</>} beside={<span data-testid="ticket-status"><State kind="ticket" value={ticket.status} /></span>} />
      <div className="ticket-page">
        <div className="stack">
          {mayAct(person, 'maintenance', 'supervisor') && ticket.status === 'Open' ? <Button type="primary" size="large" icon={<ToolOutlined />} data-testid="ticket-acknowledge" loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>{t('tickets.acknowledge')}</Button> : null}
          {repairs && taskKey ? <Link to={`/tasks/${taskKey}`}><Button type="primary" size="large" block icon={<CheckCircleOutlined />} data-testid="ticket-close">{t('tickets.close')}</Button></Link> : null}
          {acknowledge.error ? <ProblemNotice error={acknowledge.error} /> : null}
          <TicketFacts ticket={ticket} />
        </div>
        <TicketHistory ticket={ticket} />
      </div>
    </>
  );
}
