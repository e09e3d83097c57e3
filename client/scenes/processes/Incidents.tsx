import { Button } from 'antd';
import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi, useRefresh } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import type { Incident, List } from '../../api/types.ts';
import { Answer } from '../../components/Answer.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Time } from '../../components/Time.tsx';

/** Steps that cannot go on by themselves, in words of the plant; once the cause is gone they are tried again. */
export function Incidents() {
  const { t } = useTranslation();
  const incidents = useApi<List<Incident>>('/api/incidents', ['orders', 'worklist']);
  return (
    <Answer query={incidents}>
      {({ items }) => {
        const open = items.filter(({ state }) => state !== 'resolved');
        return open.length === 0 ? <Empty icon={<CheckCircleOutlined />}>{t('processes.nothingStuck')}</Empty> : <div className="stack">{open.map((incident) => <Stuck key={incident.key} incident={incident} />)}</div>;
      }}
    </Answer>
  );
}

function Stuck({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const resolve = useMutation({ mutationFn: () => request(`/api/incidents/${incident.key}/resolve`, { method: 'POST', body: {} }), onSettled: () => refresh('/api/incidents') });
  const step = incident.elementId ?? '';
  const process = t(`process.${incident.bpmnProcessId}`, { defaultValue: incident.bpmnProcessId });
  return (
    <div className="notice bad" data-testid="incident">
      <WarningOutlined />
      <div style={{ flex: 1 }}>
        <strong>{t('processes.stuckAt', { step, process })}</strong>
        <div>{t(`incident.${incident.errorType}`, { defaultValue: '' })}</div>
        <div className="muted">{incident.message}</div>
        <div className="row muted">
          <Time at={incident.createdAt} />
          {incident.orderId ? <Link to={`/orders/${encodeURIComponent(incident.orderId)}`}>{t('worklist.order', { order: incident.orderId })}</Link> : null}
          {incident.lotId ? <Link to={`/lots/${encodeURIComponent(incident.lotId)}`}>{incident.lotId}</Link> : null}
        </div>
        {resolve.error ? <ProblemNotice error={resolve.error} /> : null}
      </div>
      <Button type="primary" loading={resolve.isPending} data-testid="incident-resolve" onClick={() => resolve.mutate()}>{t('processes.tryAgain')}</Button>
    </div>
  );
}
