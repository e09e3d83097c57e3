import { useParams } from 'react-router';
import { useApi } from '../../api/queries.ts';
import type { TaskDetail } from '../../api/types.ts';
import { Answer } from '../../components/Answer.tsx';
import { TaskScreen } from './TaskScreen.tsx';
import './task.css';

/** One task on one screen. */
export default function Task() {
  const { taskKey = '' } = useParams();
  const task = useApi<TaskDetail>(`/api/tasks/${taskKey}`, ['worklist', 'holds', 'orders']);
  return <Answer query={task} rows={10}>{(detail) => <TaskScreen key={taskKey} task={detail} />}</Answer>;
}
