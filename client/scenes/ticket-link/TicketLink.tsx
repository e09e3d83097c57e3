import { useState } from 'react';
import { Button, Input } from 'antd';
import { CheckOutlined, QuestionCircleOutlined, ToolOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { toProblem } from '../../api/problem.ts';
import { request } from '../../api/request.ts';
import type { FormDocument, Ticket } from '../../api/types.ts';
import { LanguageSwitch } from '../../app/LanguageSwitch.tsx';
import { Answer } from '../../components/Answer.tsx';
import { useFieldWords } from '../../components/problem-text.ts';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { State } from '../../components/State.tsx';
import { TextField } from '../../components/TextField.tsx';
import { TaskForm } from '../../forms/TaskForm.tsx';
import icon from '../../icon.svg';
import { TicketFacts } from '../tickets/TicketFacts.tsx';
import { useTicketTitle } from '../tickets/ticket-title.ts';
import './ticket-link.css';

interface TicketLinkAnswer {
  ticket: Ticket;
  form: FormDocument | null;
}

type Action = 'acknowledge' | 'close' | 'question';

/** What the link in a ticket mail opens: a phone, no account, three big answers. Opening it changes nothing. */
export default function TicketLink() {
  const { token = '' } = useParams();
  const path = `/api/ticket-links/${encodeURIComponent(token)}`;
  const answer = useQuery({ queryKey: [path], queryFn: () => request<TicketLinkAnswer>(path), retry: 1, refetchInterval: 15_000 });
  return (
    <div className="ticket-link">
      <header className="row between"><span className="row"><img src={icon} alt="" width={28} /><b>Takt</b></span><LanguageSwitch /></header>
      <main><Answer query={answer}>{(found) => <TicketLinkBody path={path} answer={found} reload={() => void answer.refetch()} />}</Answer></main>
    </div>
  );
}

function TicketLinkBody({ path, answer, reload }: { path: string; answer: TicketLinkAnswer; reload: () => void }) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const fieldWords = useFieldWords();
  const ticketTitle = useTicketTitle();
  const { ticket, form } = answer;
  const wanted = search.get('action');
  const [asking, setAsking] = useState<'close' | 'question' | null>(wanted === 'close' || wanted === 'question' ? wanted : null);
  const [name, setName] = useState(() => localStorage.getItem('takt.my-name') ?? '');
  const [question, setQuestion] = useState('');
  const [values, setValues] = useState<Record<string, unknown>>({});
  const send = useMutation({
    mutationFn: ({ action, given }: { action: Action; given?: Record<string, unknown> }) => {
      localStorage.setItem('takt.my-name', name.trim());
      return request(path, { method: 'POST', body: { action, name: name.trim(), values: given ?? {} } });
    },
    onSuccess: () => { setAsking(null); setQuestion(''); },
    onSettled: reload,
  });
  const closed = ticket.status === 'Closed';
  const nameless = name.trim().length < 2;
  return (
    <div className="stack">
      <div className="row between"><h1>{ticket.equipmentId}: {ticketTitle(ticket)}</h1><span data-testid="ticket-link-status"><State kind="ticket" value={ticket.status} /></span></div>
      <TicketFacts ticket={ticket} />
      {send.error ? <ProblemNotice error={send.error} /> : null}
      {send.isSuccess && !closed ? <div className="notice ok" role="status"><CheckOutlined /><strong>{t('ticketLink.thanks')}</strong></div> : null}
      {closed ? <div className="notice ok" role="status"><CheckOutlined /><strong>{t('ticketLink.closed')}</strong></div> : (
        <section className="panel stack">
          <TextField label={t('ticketLink.name')} value={name} onChange={setName} testId="ticket-link-name" hint={t('ticketLink.nameHint')} />
          {nameless ? <p className="muted" style={{ margin: 0 }}>{t('ticketLink.nameFirst')}</p> : null}
          {ticket.status === 'Open'
            ? <Button type="primary" className="big" icon={<ToolOutlined />} data-testid="ticket-link-acknowledge" disabled={nameless} loading={send.isPending} onClick={() => send.mutate({ action: 'acknowledge' })}>{t('tickets.acknowledge')}</Button> : null}
          <Button className="big" icon={<QuestionCircleOutlined />} data-testid="ticket-link-question" aria-expanded={asking === 'question'} onClick={() => setAsking(asking === 'question' ? null : 'question')}>{t('ticketLink.question')}</Button>
          {asking === 'question' ? (
            <div className="stack">
              <Input.TextArea rows={3} value={question} aria-label={t('ticketLink.question')} autoFocus onChange={(event) => setQuestion(event.target.value)} />
              <Button type="primary" disabled={question.trim() === '' || nameless} loading={send.isPending} onClick={() => send.mutate({ action: 'question', given: { text: question.trim() } })}>{t('tickets.send')}</Button>
            </div>
          ) : null}
          <Button className="big" icon={<CheckOutlined />} data-testid="ticket-link-close" aria-expanded={asking === 'close'} onClick={() => setAsking(asking === 'close' ? null : 'close')}>{t('ticketLink.done')}</Button>
          {asking === 'close' && form ? (
            <TaskForm form={form} values={values} onChange={setValues} fieldErrors={fieldWords(send.error ? toProblem(send.error) : null)} onSubmit={(given) => send.mutate({ action: 'close', given })}>
              <Button type="primary" className="big" block htmlType="submit" data-testid="ticket-link-submit" disabled={nameless} loading={send.isPending}>{t('tickets.close')}</Button>
            </TaskForm>
          ) : null}
        </section>
      )}
    </div>
  );
}
