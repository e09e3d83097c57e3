import { Drawer, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../api/queries.ts';
import type { OrderDetail } from '../../api/types.ts';
import { Amount } from '../../components/Amount.tsx';
import { Answer } from '../../components/Answer.tsx';
import { History } from '../../components/History.tsx';
import { State } from '../../components/State.tsx';
import { localText } from '../../i18n/index.ts';
import { OrderActions } from './OrderActions.tsx';
import { OrderDue } from './OrderDue.tsx';
import { OrderOperations } from './OrderOperations.tsx';
import { OrderRequirements } from './OrderRequirements.tsx';
import { ReadinessList } from './ReadinessList.tsx';

/** One order in full, beside the board. */
export function OrderDrawer({ orderId, onClose }: { orderId: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const order = useApi<OrderDetail>(orderId ? `/api/orders/${encodeURIComponent(orderId)}` : null, orderId ? [`order:${orderId}`, 'orders', 'holds'] : []);
  return (
    <Drawer open={orderId !== null} onClose={onClose} size={760} rootClassName="below-bar" title={t('orders.detail', { order: orderId ?? '' })} destroyOnHidden>
      {orderId ? <div data-testid="order-detail"><Answer query={order}>{(detail) => <OrderBody order={detail} />}</Answer></div> : null}
    </Drawer>
  );
}

function OrderBody({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const open = order.status === 'Draft' || order.status === 'Planned';
  const tabs = [
    { key: 'operations', label: t('orders.operations'), children: <OrderOperations order={order} /> },
    { key: 'requirements', label: t('orders.requirements'), children: <OrderRequirements order={order} /> },
    { key: 'history', label: t('common.history'), children: <History entries={order.history} /> },
  ];
  return (
    <div className="stack">
      <div className="row between">
        <span className="row"><span data-testid="order-status"><State kind="order" value={order.status} /></span><OrderDue order={order} /></span>
        <OrderActions order={order} />
      </div>
      <dl className="facts">
        <dt>{t('orders.product')}</dt><dd>{order.materialId} <span className="muted">{localText(order.materialName)}</span></dd>
        <dt>{t('orders.quantity')}</dt><dd><Amount quantity={order.quantity} unit={order.unit} /></dd>
        {order.goodQuantity ? <><dt>{t('orders.good')}</dt><dd><Amount quantity={order.goodQuantity} unit={order.unit} /></dd></> : null}
        {order.lotId ? <><dt>{t('task.lot')}</dt><dd><Link to={`/lots/${encodeURIComponent(order.lotId)}`} data-testid="order-lot">{order.lotId}</Link></dd></> : null}
        <dt>{t('orders.source')}</dt><dd>{t(`source.${order.source}`, { defaultValue: order.source })}</dd>
        {order.status === 'Completed' || order.status === 'Closed'
          ? <><dt>{t('orders.report')}</dt><dd><a href={`/api/orders/${encodeURIComponent(order.id)}/performance.b2mml`} data-testid="order-performance">{t('orders.performance')}</a></dd></> : null}
      </dl>
      {open ? <ReadinessList order={order} /> : null}
      <Tabs key={open ? 'before' : 'after'} items={open ? [tabs[1], tabs[2]].filter((tab) => tab !== undefined) : tabs} />
    </div>
  );
}
