import { useState } from 'react';
import { Button, Input, Segmented } from 'antd';
import { AppstoreOutlined, PlusOutlined, UnorderedListOutlined, UploadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useApi } from '../../api/queries.ts';
import type { List, OrderSummary } from '../../api/types.ts';
import { mayAct, usePerson } from '../../app/session.tsx';
import { Answer } from '../../components/Answer.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { NewOrder } from './NewOrder.tsx';
import { OrderColumns } from './OrderColumns.tsx';
import { OrderDrawer } from './OrderDrawer.tsx';
import { OrderTable } from './OrderTable.tsx';
import { UploadOrders } from './UploadOrders.tsx';
import './orders.css';

/** The planner's board: every order with its state, due date and what stands in its way. */
export default function Orders() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const person = usePerson();
  const { orderId } = useParams();
  const [search, setSearch] = useState('');
  const [view, setView] = useState<'columns' | 'table'>('columns');
  const [opened, setOpened] = useState<'new' | 'upload' | null>(null);
  const query = search.trim() ? `?${new URLSearchParams({ q: search.trim() }).toString()}` : '';
  const orders = useApi<List<OrderSummary>>(`/api/orders${query}`, ['orders', 'holds']);
  const open = (id: string): void => void navigate(`/orders/${encodeURIComponent(id)}`);
  const plans = mayAct(person, 'planner');
  return (
    <>
      <PageHead title={t('orders.title')}>
        <Input.Search allowClear placeholder={t('orders.search')} aria-label={t('orders.search')} data-testid="order-search" onSearch={setSearch} style={{ width: 260 }} />
        <Segmented
          value={view} onChange={setView} aria-label={t('orders.view')}
          options={[{ value: 'columns', icon: <AppstoreOutlined />, label: t('orders.columns') }, { value: 'table', icon: <UnorderedListOutlined />, label: t('orders.table') }]}
        />
        {plans ? <Button icon={<UploadOutlined />} data-testid="orders-upload" onClick={() => setOpened('upload')}>{t('orders.upload')}</Button> : null}
        {plans ? <Button type="primary" icon={<PlusOutlined />} data-testid="orders-new" onClick={() => setOpened('new')}>{t('orders.new')}</Button> : null}
      </PageHead>
      <Answer query={orders}>
        {({ items }) => (view === 'columns' ? <OrderColumns orders={items} onOpen={open} /> : <OrderTable orders={items} onOpen={open} />)}
      </Answer>
      <OrderDrawer orderId={orderId ?? null} onClose={() => void navigate('/orders')} />
      <NewOrder open={opened === 'new'} onClose={() => setOpened(null)} onCreated={open} />
      <UploadOrders open={opened === 'upload'} onClose={() => setOpened(null)} />
    </>
  );
}
