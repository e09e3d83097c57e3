import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '../../api/types.ts';
import { Amount } from '../../components/Amount.tsx';
import { State } from '../../components/State.tsx';
import { localText } from '../../i18n/index.ts';
import { OrderDue } from './OrderDue.tsx';
import { OrderFlags } from './OrderFlags.tsx';

/** The same orders as rows, for comparing. */
export function OrderTable({ orders, onOpen }: { orders: OrderSummary[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<OrderSummary> = [
    { title: t('orders.order'), dataIndex: 'id', sorter: (a, b) => a.id.localeCompare(b.id), render: (id: string) => <button type="button" className="linklike" onClick={() => onOpen(id)}>{id}</button> },
    { title: t('orders.product'), render: (_, order) => <>{order.materialId} <span className="muted">{localText(order.materialName)}</span></> },
    { title: t('orders.quantity'), align: 'right', render: (_, order) => <Amount quantity={order.quantity} unit={order.unit} /> },
    { title: t('orders.state'), sorter: (a, b) => a.status.localeCompare(b.status), render: (_, order) => <State kind="order" value={order.status} /> },
    { title: t('orders.due'), defaultSortOrder: 'ascend', sorter: (a, b) => (a.dueDate ?? '9').localeCompare(b.dueDate ?? '9'), render: (_, order) => <OrderDue order={order} /> },
    { title: t('orders.progress'), render: (_, { progress: { done, total } }) => <span className="mono">{total ? `${done}/${total}` : '–'}</span> },
    { title: t('orders.attention'), render: (_, order) => <OrderFlags order={order} /> },
  ];
  return (
    <Table
      className="panel" rowKey="id" columns={columns} dataSource={orders} pagination={orders.length > 50 ? { pageSize: 50 } : false}
      rowClassName="opens" onRow={(order) => ({ onClick: () => onOpen(order.id), 'data-testid': `order-${order.id}`, 'data-status': order.status } as React.HTMLAttributes<HTMLElement>)}
    />
  );
}
