import { useState } from 'react';
import { Button, Input, Timeline } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import type { TicketDetail } from '../../api/types.ts';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Time } from '../../components/Time.tsx';

/** Everything said and done about the ticket, and a line to add to it. */
export function TicketHistory({ ticket }: { ticket: TicketDetail }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const [text, setText] = useState('');
  const note = useMutation({
    mutationFn: () => request(`/api/tickets/${ticket.id}/notes`, { method: 'POST', body: { text: text.trim() } }),
    onSuccess: async () => {
      setText('');
      await refresh('/api/tickets');
    },
  });
  return (
    <section className="panel">
      <h2>{t('common.history')}</h2>
      <Timeline
        items={(ticket.events ?? []).map(({ kind, at, by, text: words }, index) => ({
          key: index,
          content: <div data-testid={`ticket-event-${kind}`}><b>{t(`ticketEvent.${kind}`, { defaultValue: kind })}</b>{words && !(by === 'Takt' && words === ticket.title) ? <div>{words}</div> : null}<div className="muted"><Time at={at} />{by && by !== 'system' ? ` · ${by}` : ''}</div></div>,
        }))}
      />
      {ticket.status === 'Closed' ? null : (
        <form className="note-entry" onSubmit={(event) => { event.preventDefault(); note.mutate(); }}>
          <Input value={text} aria-label={t('tickets.note')} placeholder={t('tickets.note')} onChange={(event) => setText(event.target.value)} data-testid="ticket-note" />
          <Button htmlType="submit" disabled={text.trim() === ''} loading={note.isPending}>{t('tickets.send')}</Button>
        </form>
      )}
      {note.error ? <ProblemNotice error={note.error} /> : null}
    </section>
  );
}
