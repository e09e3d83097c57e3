import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../api/types.ts';
import { State } from '../../components/State.tsx';
import { Time } from '../../components/Time.tsx';
import { localText } from '../../i18n/index.ts';
import { isByMachine, useTicketTitle } from './ticket-title.ts';

/** Which machine, where, since when, how bad, what was seen, who called. */
export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const ticketTitle = useTicketTitle();
  return (
    <section className="panel">
      <dl className="facts">
        <dt>{t('tickets.machine')}</dt><dd><b>{ticket.equipmentId}</b> {localText(ticket.equipmentName)}</dd>
        <dt>{t('tickets.since')}</dt><dd><Time at={ticket.openedAt} /></dd>
        <dt>{t('andon.severity')}</dt><dd><State kind="severity" value={ticket.severity} /></dd>
        <dt>{t('tickets.seen')}</dt><dd>{ticketTitle(ticket)}{ticket.description && ticket.description !== ticket.title ? <div className="muted">{ticket.description}</div> : null}</dd>
        {ticket.openedBy ? <><dt>{t('tickets.caller')}</dt><dd>{isByMachine(ticket) ? t('tickets.machineItself') : ticket.openedBy}</dd></> : null}
        {ticket.acknowledgedBy ? <><dt>{t('tickets.who')}</dt><dd>{ticket.acknowledgedBy} · <Time at={ticket.acknowledgedAt} /></dd></> : null}
        {ticket.closedAt ? <><dt>{t('tickets.closed')}</dt><dd>{ticket.closedBy} · <Time at={ticket.closedAt} /></dd></> : null}
        <dt>{t('tickets.number')}</dt><dd>{ticket.id}</dd>
      </dl>
    </section>
  );
}
