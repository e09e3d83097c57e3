import { Link } from 'react-router';
import { CheckCircleOutlined, ClockCircleOutlined, PauseCircleOutlined, RightOutlined, ScheduleOutlined, ToolOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/queries.ts';
import type { Dashboard } from '../../api/types.ts';
import { mayAct, usePerson } from '../../app/session.tsx';
import { Answer } from '../../components/Answer.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Figure } from './Figure.tsx';
import { Machines } from './Machines.tsx';
import { MyNext } from './MyNext.tsx';
import { OrderStates } from './OrderStates.tsx';
import { OrdersToWatch } from './OrdersToWatch.tsx';
import './home.css';

/** The plant at a glance: does it run, will it ship, where does it hurt; and what the reader does next. */
export default function Home() {
  const { t } = useTranslation();
  const person = usePerson();
  const dashboard = useApi<Dashboard>('/api/dashboard', ['orders', 'holds', 'tickets', 'equipment']);
  return (
    <>
      <PageHead title={t('home.title', { name: person.name })} />
      <MyNext />
      <Answer query={dashboard}>
        {(figures) => (
          <>
            <div className="figures">
              <Figure to="/orders" icon={<ScheduleOutlined />} label={t('home.wip')} value={figures.wip} />
              <Figure to="/orders" icon={<ClockCircleOutlined />} label={t('home.late')} value={figures.lateOrders} tone={figures.lateOrders > 0 ? 'bad' : 'ok'} />
              <Figure to="/holds" icon={<PauseCircleOutlined />} label={t('home.holds')} value={figures.openHolds} tone={figures.openHolds > 0 ? 'bad' : 'ok'} />
              <Figure to="/tickets" icon={<ToolOutlined />} label={t('home.tickets')} value={figures.openTickets} tone={figures.openTickets > 0 ? 'warn' : 'ok'} />
              <Figure to="/orders" icon={<CheckCircleOutlined />} label={t('home.today')} value={completedToday(figures.throughputToday)} />
            </div>
            <div className="home-columns">
              <div className="stack"><Machines /><OrderStates counts={figures.ordersByStatus} /></div>
              <OrdersToWatch />
            </div>
          </>
        )}
      </Answer>
      {mayAct(person, 'engineer') ? <p><Link to="/processes">{t('home.processes')} <RightOutlined /></Link></p> : null}
    </>
  );
}

function completedToday(throughput: Dashboard['throughputToday']): number {
  if (typeof throughput === 'number') return throughput;
  return throughput?.completed ?? 0;
}
