import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { WarningOutlined } from '@ant-design/icons';
import { useApi } from '../../api/queries.ts';
import type { List, Ticket } from '../../api/types.ts';
import { Answer } from '../../components/Answer.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Badge, State } from '../../components/State.tsx';
import { Time } from '../../components/Time.tsx';
import { useTicketTitle } from './ticket-title.ts';
import './tickets.css';

const columns = [{ status: 'Open', holds: ['Open'] }, { status: 'Acknowledged', holds: ['Acknowledged', 'InRepair'] }, { status: 'Closed', holds: ['Closed'] }];

/** Every call for maintenance, from "nobody comes yet" to done. */
export default function Tickets() {
  const { t } = useTranslation();
  const tickets = useApi<List<Ticket>>('/api/tickets', ['tickets']);
  return (
    <>
      <PageHead title={t('tickets.title')} />
      <Answer query={tickets}>
        {({ items }) => (
          <div className="board three">
            {columns.map(({ status, holds }) => {
              const inside = items.filter((ticket) => holds.includes(ticket.status));
              return (
                <section key={status} className="board-column" aria-label={t(`state.ticket.${status}`)}>
                  <h2>{t(`state.ticket.${status}`)} <span className="muted">{inside.length}</span></h2>
                  {inside.map((ticket) => <TicketCard key={ticket.id} ticket={ticket} />)}
                  {inside.length === 0 ? <p className="muted board-empty">{t('orders.none')}</p> : null}
                </section>
              );
            })}
          </div>
        )}
      </Answer>
    </>
  );
}

function TicketCard({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const ticketTitle = useTicketTitle();
  return (
    <Link className="panel big-link ticket-card" to={`/tickets/${ticket.id}`} data-testid={`ticket-${ticket.id}`} data-status={ticket.status} data-equipment={ticket.equipmentId}>
      <span className="row between"><b className="ticket-machine">{ticket.equipmentId}</b><State kind="severity" value={ticket.severity} /></span>
      <span>{ticketTitle(ticket)}</span>
      {(ticket.escalationLevel ?? 0) > 0 && ticket.status === 'Open' ? <Badge tone="bad" icon={<WarningOutlined />}>{t('tickets.escalated', { level: ticket.escalationLevel })}</Badge> : null}
      <span className="row between muted"><span>{ticket.id}</span><Time at={ticket.openedAt} /></span>
      {ticket.acknowledgedBy && ticket.status !== 'Closed' ? <span className="muted">{t('tickets.comes', { by: ticket.acknowledgedBy })}</span> : null}
    </Link>
  );
}
