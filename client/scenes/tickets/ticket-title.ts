import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../api/types.ts';

/** Whether the machine itself called, through its fault signal. */
export function isByMachine(ticket: Pick<Ticket, 'openedBy'>): boolean {
  return ticket.openedBy === 'Takt';
}

/** What was seen, in the reader's language where the machine itself called. */
export function useTicketTitle(): (ticket: Pick<Ticket, 'openedBy' | 'title'>) => string {
  const { t } = useTranslation();
  return (ticket) => (isByMachine(ticket) ? t('tickets.faultSignal') : ticket.title);
}
