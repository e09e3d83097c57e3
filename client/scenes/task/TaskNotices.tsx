import { Button } from 'antd';
import { CheckCircleOutlined, HistoryOutlined, LockOutlined, UserOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskDetail } from '../../api/types.ts';
import { useBlockedText } from '../../components/blocked-text.ts';
import { origin } from './next-place.ts';
import type { Claim } from './use-claim.ts';

/** Why the task cannot be done now, and what happened to what was typed. */
export function TaskNotices({ task, over, restored, claim }: { task: TaskDetail; over: boolean; restored: boolean; claim: Claim }) {
  const { t } = useTranslation();
  const why = useBlockedText();
  if (over) {
    return <div className="notice ok task-notice" role="status"><CheckCircleOutlined /><div><strong>{t('task.over')}</strong><Link to={origin(task)}>{t('common.back')}</Link></div></div>;
  }
  return (
    <>
      {(task.blocked ?? []).map((reason) => (
        <div key={reason.code} className="notice bad task-notice" role="alert" data-testid="blocked-reason" data-code={reason.code}><LockOutlined /><div><strong>{t('task.blocked')}</strong>{why(reason)}</div></div>
      ))}
      {claim.taken ? (
        <div className="notice warn task-notice" role="status"><UserOutlined /><div style={{ flex: 1 }}><strong>{t('worklist.taken')}</strong></div>{claim.takeOver ? <Button data-testid="take-over" onClick={claim.takeOver}>{t('task.takeOver')}</Button> : null}</div>
      ) : null}
      {restored ? <div className="notice task-notice" role="status" data-testid="draft-restored"><HistoryOutlined /><div>{t('task.restored')}</div></div> : null}
    </>
  );
}
