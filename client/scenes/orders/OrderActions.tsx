import { useState } from 'react';
import { Button } from 'antd';
import { PauseOutlined, PlayCircleOutlined, RocketOutlined, StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../api/types.ts';
import { mayAct, usePerson } from '../../app/session.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useOrderCommand } from './use-order-command.ts';

type Asking = 'release' | 'pause' | 'cancel' | null;

/** What the planner can do with the order now; what needs a reason asks for it. */
export function OrderActions({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const person = usePerson();
  const [asking, setAsking] = useState<Asking>(null);
  const command = useOrderCommand(order.id);
  if (!mayAct(person, 'planner')) return null;
  const { status, readiness } = order;
  const open = status === 'Draft' || status === 'Planned';
  const running = status === 'Released' || status === 'InProgress';
  const blocked = readiness.incomplete.some(({ blocks }) => blocks);
  const release = (): void => (readiness.shortages.length ? setAsking('release') : command.mutate({ action: 'release', body: {} }));
  const confirm = (reason: string): void => {
    const body = asking === 'release' ? { acceptShortages: true, reason } : { reason };
    if (asking) command.mutate({ action: asking, body }, { onSuccess: () => setAsking(null) });
  };
  return (
    <div className="row">
      {open ? <Button type="primary" icon={<RocketOutlined />} data-testid="order-release" disabled={blocked} loading={command.isPending} onClick={release}>{t('orders.release')}</Button> : null}
      {running ? <Button icon={<PauseOutlined />} data-testid="order-pause" onClick={() => setAsking('pause')}>{t('orders.pause')}</Button> : null}
      {status === 'Paused' ? <Button type="primary" icon={<PlayCircleOutlined />} data-testid="order-resume" loading={command.isPending} onClick={() => command.mutate({ action: 'resume', body: {} })}>{t('orders.resume')}</Button> : null}
      {open || running || status === 'Paused' ? <Button danger icon={<StopOutlined />} data-testid="order-cancel" onClick={() => setAsking('cancel')}>{t('orders.cancel')}</Button> : null}
      {command.error && asking === null ? <ProblemNotice error={command.error} /> : null}
      <ReasonDialog
        open={asking !== null} title={asking ? t(`orders.ask.${asking}`) : ''} action={asking ? t(`orders.${asking}`) : ''} danger={asking === 'cancel'}
        busy={command.isPending} error={command.error} onCancel={() => { command.reset(); setAsking(null); }} onConfirm={confirm}
      />
    </div>
  );
}
