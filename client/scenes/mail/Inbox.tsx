import { InboxOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi } from '../../api/queries.ts';
import type { List, Mail } from '../../api/types.ts';
import { Answer } from '../../components/Answer.tsx';
import { Empty } from '../../components/Empty.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { State } from '../../components/State.tsx';
import { Time } from '../../components/Time.tsx';
import './mail.css';

/** What the plant mailed. Without a mail server this is where the letters can be read. */
export default function Inbox() {
  const { t } = useTranslation();
  const { mailId } = useParams();
  const mails = useApi<List<Mail>>('/api/mail', ['mail']);
  return (
    <>
      <PageHead title={t('mail.title')} />
      <Answer query={mails}>
        {({ items }) => items.length === 0 ? <Empty icon={<InboxOutlined />}>{t('mail.empty')}</Empty> : (
          <div className="inbox">
            <ul className="mail-list panel">
              {items.map((mail) => (
                <li key={mail.id}>
                  <Link to={`/mail/${mail.id}`} className="mail-row" aria-current={mail.id === mailId ? 'true' : undefined} data-testid="mail-row" data-subject={mail.subject}>
                    <b>{mail.subject}</b>
                    <span className="row between muted"><span>{mail.to}</span><Time at={mail.createdAt} /></span>
                  </Link>
                </li>
              ))}
            </ul>
            {mailId ? <Letter mailId={mailId} /> : <div className="panel empty wide-only">{t('mail.choose')}</div>}
          </div>
        )}
      </Answer>
    </>
  );
}

function Letter({ mailId }: { mailId: string }) {
  const { t } = useTranslation();
  const mail = useApi<Mail>(`/api/mail/${mailId}`);
  return (
    <Answer query={mail}>
      {(letter) => (
        <article className="panel letter">
          <div className="row between"><h2>{letter.subject}</h2>{letter.status ? <State kind="mail" value={letter.status} /> : null}</div>
          <p className="muted">{t('mail.to', { to: letter.to })} · <Time at={letter.createdAt} /></p>
          {letter.html
            // Mail is foreign content: no scripts, and its links open beside the plant's page.
            ? <iframe title={letter.subject} sandbox="allow-popups allow-popups-to-escape-sandbox" srcDoc={`<base target="_blank">${letter.html}`} data-testid="mail-body" />
            : <pre className="letter-text" data-testid="mail-body">{letter.text}</pre>}
        </article>
      )}
    </Answer>
  );
}
