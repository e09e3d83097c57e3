import { RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../api/queries.ts';
import type { Hold, List, OrderSummary, TaskSummary, Ticket } from '../../api/types.ts';
import { station } from '../../app/preferences.ts';
import { mayAct, usePerson } from '../../app/session.tsx';
import { worklistPath } from '../worklist/Worklist.tsx';

/** The one thing to go to from here, by what the person does in the plant. */
export function MyNext() {
  const { t } = useTranslation();
  const person = usePerson();
  const here = station.use();
  const operates = person.roles.includes('operator');
  const plans = !operates && mayAct(person, 'planner');
  const tasks = useApi<List<TaskSummary>>(operates && here ? worklistPath(here) : null, [`worklist:${here}`, 'worklist']);
  const orders = useApi<List<OrderSummary>>(plans ? '/api/orders' : null, ['orders']);
  const inspects = person.roles.includes('inspector');
  const repairs = person.roles.includes('maintenance');
  const holds = useApi<List<Hold>>(inspects ? '/api/holds?active=true' : null, ['holds']);
  const tickets = useApi<List<Ticket>>(repairs ? '/api/tickets' : null, ['tickets']);
  const broken = tickets.data?.items.filter(({ status }) => status !== 'Closed').length ?? 0;
  const waiting = orders.data?.items.filter(({ status }) => status === 'Draft' || status === 'Planned').length ?? 0;
  const next = operates
    ? { to: '/worklist', text: here ? t('home.workWaiting', { count: tasks.data?.items.length ?? 0, station: here }) : t('worklist.choose'), action: t('nav.worklist') }
    : inspects ? { to: '/holds', text: t('home.inspect', { count: holds.data?.items.length ?? 0 }), action: t('nav.holds') }
      : repairs ? { to: '/tickets', text: t('home.repair', { count: broken }), action: t('nav.tickets') }
        : plans ? { to: '/orders', text: t('home.toRelease', { count: waiting }), action: t('nav.orders') } : null;
  if (!next) return null;
  return (
    <div className="my-next panel">
      <span>{next.text}</span>
      <Link to={next.to}><Button type="primary" size="large" data-testid="my-next">{next.action} <RightOutlined /></Button></Link>
    </div>
  );
}
