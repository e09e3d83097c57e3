import { LockOutlined, RightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskSummary } from '../../api/types.ts';
import { usePerson } from '../../app/session.tsx';
import { Amount } from '../../components/Amount.tsx';
import { Badge } from '../../components/State.tsx';
import { Time } from '../../components/Time.tsx';
import { useBlockedText } from '../../components/blocked-text.ts';
import { materialOf, useTaskName } from '../task/task-words.ts';

/** One task: what, how much, for which order; why it has to wait is said before anybody touches it. */
export function TaskCard({ task, next }: { task: TaskSummary; next: boolean }) {
  const { t } = useTranslation();
  const taskName = useTaskName();
  const why = useBlockedText();
  const me = usePerson();
  const material = materialOf(task);
  const blocked = task.blocked ?? [];
  const taken = Boolean(task.assignee) && task.assignee !== me.id;
  return (
    <li>
      <Link className={`task-card panel${next ? ' next' : ''}`} to={`/tasks/${task.key}`} data-testid="worklist-task" data-task-key={task.key} data-order={task.orderId ?? ''} data-job-order={task.jobOrderId ?? ''} data-material={material.id} data-blocked={blocked.length > 0}>
        <div className="task-main">
          <div className="row">
            {next ? <Badge tone="info">{t('worklist.next')}</Badge> : null}
            <span className="task-kind">{taskName(task)}</span>
            {taken ? <Badge tone="plain">{t('worklist.taken')}</Badge> : null}
          </div>
          <div className="task-material">{material.id}{material.name ? <span className="muted"> {material.name}</span> : null}</div>
          <div className="row muted">
            {task.orderId ? <span>{t('worklist.order', { order: task.orderId })}</span> : null}
            {task.dueDate ? <span>{t('worklist.due')} <Time at={task.dueDate} /></span> : null}
          </div>
          {blocked.map((reason) => (
            <div key={reason.code} className="blocked" data-testid="blocked-reason" data-code={reason.code}><LockOutlined /><span><b>{t('worklist.blocked')}</b> {why(reason)}</span></div>
          ))}
        </div>
        {task.target ? <div className="task-target"><Amount quantity={task.target} unit={task.unit} /></div> : null}
        <RightOutlined aria-hidden="true" />
      </Link>
    </li>
  );
}
