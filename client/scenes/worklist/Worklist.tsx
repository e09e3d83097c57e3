import { Button } from 'antd';
import { CoffeeOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/queries.ts';
import type { List, TaskSummary } from '../../api/types.ts';
import { station } from '../../app/preferences.ts';
import { Answer } from '../../components/Answer.tsx';
import { Empty } from '../../components/Empty.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { StationChooser } from './StationChooser.tsx';
import { TaskCard } from './TaskCard.tsx';
import './worklist.css';

/** What is next at this station, live, with the reason where something has to wait. */
export default function Worklist() {
  const { t } = useTranslation();
  const here = station.use();
  if (here === '') return <StationChooser />;
  return <StationWorklist here={here} title={t('worklist.title')} />;
}

function StationWorklist({ here, title }: { here: string; title: string }) {
  const { t } = useTranslation();
  const tasks = useApi<List<TaskSummary>>(worklistPath(here), [`worklist:${here}`, 'worklist', 'holds', 'orders']);
  return (
    <>
      <PageHead title={title} beside={<span className="state info"><EnvironmentOutlined />{here}</span>}>
        <Button data-testid="change-station" onClick={() => station.set('')}>{t('worklist.changeStation')}</Button>
      </PageHead>
      <Answer query={tasks}>
        {({ items }) => items.length === 0
          ? <Empty icon={<CoffeeOutlined />}>{t('worklist.empty')}</Empty>
          : <ol className="worklist" data-testid="worklist">{items.map((task, index) => <TaskCard key={task.key} task={task} next={index === 0} />)}</ol>}
      </Answer>
    </>
  );
}

/** The open tasks of a work centre, in the order they should be done. */
export function worklistPath(workCenterId: string): string {
  return `/api/tasks?${new URLSearchParams({ workCenterId, status: 'open' }).toString()}`;
}
