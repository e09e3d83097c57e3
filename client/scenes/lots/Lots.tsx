import { useState } from 'react';
import { Button, Input, Segmented, Table, type TableColumnsType } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../api/queries.ts';
import type { List, Lot } from '../../api/types.ts';
import { mayAct, usePerson } from '../../app/session.tsx';
import { Amount } from '../../components/Amount.tsx';
import { Answer } from '../../components/Answer.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { State } from '../../components/State.tsx';
import { Time } from '../../components/Time.tsx';
import { ReceiveLot } from '../orders/ReceiveLot.tsx';

const filters = ['', 'Available', 'InProcess', 'OnHold'];

/** Every lot in the house: found by its number or material. */
export default function Lots() {
  const { t } = useTranslation();
  const person = usePerson();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState('');
  const [receiving, setReceiving] = useState(false);
  const query = new URLSearchParams({ ...(search.trim() ? { q: search.trim() } : {}), ...(status ? { status } : {}) }).toString();
  const lots = useApi<List<Lot>>(`/api/lots${query ? `?${query}` : ''}`, ['holds', 'orders']);
  const columns: TableColumnsType<Lot> = [
    { title: t('task.lot'), render: (_, { id }) => <Link className="cell-link" to={`/lots/${encodeURIComponent(id)}`} data-testid={`lot-${id}`}>{id}</Link> },
    { title: t('orders.material'), dataIndex: 'materialId' },
    { title: t('orders.state'), render: (_, lot) => <State kind="lot" value={lot.status} /> },
    { title: t('orders.quantity'), align: 'right', render: (_, { quantity, unit }) => <Amount quantity={quantity} unit={unit} /> },
    { title: t('lots.expires'), render: (_, { expiresAt }) => (expiresAt ? <span className={Date.parse(expiresAt) < Date.now() ? 'state bad' : ''}>{Date.parse(expiresAt) < Date.now() ? `${t('lotField.expired')} ` : ''}<Time at={expiresAt} day /></span> : '–') },
    { title: t('task.order'), render: (_, { orderId }) => (orderId ? <Link to={`/orders/${encodeURIComponent(orderId)}`}>{orderId}</Link> : '–') },
  ];
  return (
    <>
      <PageHead title={t('lots.title')}>
        <Input.Search allowClear placeholder={t('lots.search')} aria-label={t('lots.search')} onSearch={setSearch} style={{ width: 260 }} />
        <Segmented value={status} onChange={setStatus} aria-label={t('orders.state')} options={filters.map((value) => ({ value, label: value ? t(`state.lot.${value}`) : t('common.all') }))} />
        {mayAct(person, 'planner', 'operator') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setReceiving(true)}>{t('lots.receive')}</Button> : null}
      </PageHead>
      <Answer query={lots}>{({ items }) => <Table className="panel" rowKey="id" columns={columns} dataSource={items} pagination={items.length > 50 ? { pageSize: 50 } : false} />}</Answer>
      {receiving ? <ReceiveLot onClose={() => setReceiving(false)} /> : null}
    </>
  );
}
