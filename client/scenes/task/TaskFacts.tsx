import { FileTextOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskDetail } from '../../api/types.ts';
import { Amount } from '../../components/Amount.tsx';
import { Time } from '../../components/Time.tsx';
import { HoldReason } from './HoldReason.tsx';
import { materialOf } from './task-words.ts';

/** What is to be done, with what and for whom; read from two steps away. */
export function TaskFacts({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const material = materialOf(task);
  const instruction = task.formId === 'weighing' ? t('task.weighInstruction', { material: material.id, station: task.workCenterId ?? '' }) : '';
  return (
    <aside className="panel task-facts">
      {material.id ? <div className="task-what"><b>{material.id}</b>{material.name ? <span className="muted">{material.name}</span> : null}</div> : null}
      {task.target ? <div className="task-goal" data-testid="task-target"><span className="muted">{t('task.target')}</span><Amount quantity={task.target} unit={task.unit} /></div> : null}
      {instruction ? <p className="task-instruction">{instruction}</p> : null}
      <dl className="facts">
        {task.workCenterId ? <><dt>{t('task.station')}</dt><dd>{task.workCenterId}</dd></> : null}
        {task.orderId ? <><dt>{t('task.order')}</dt><dd>{task.orderId}</dd></> : null}
        {task.lotId ? <><dt>{t('task.lot')}</dt><dd><Link to={`/lots/${encodeURIComponent(task.lotId)}`}>{task.lotId}</Link></dd></> : null}
        {task.ticketId ? <><dt>{t('task.ticket')}</dt><dd><Link to={`/tickets/${task.ticketId}`}>{task.ticketId}</Link></dd></> : null}
        {task.dueDate ? <><dt>{t('task.due')}</dt><dd><Time at={task.dueDate} /></dd></> : null}
      </dl>
      {task.holdId ? <HoldReason holdId={task.holdId} /> : null}
      {task.documents.map(({ id, title, url }) => <a key={id} className="document" href={url ?? '#'} target="_blank" rel="noreferrer"><FileTextOutlined /> {title}</a>)}
    </aside>
  );
}
