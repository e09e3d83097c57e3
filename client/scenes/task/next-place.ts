import { request } from '../../api/request.ts';
import type { List, TaskDetail, TaskSummary } from '../../api/types.ts';
import { worklistPath } from '../worklist/Worklist.tsx';

/** The list that a task came from. */
export function origin(task: TaskDetail): string {
  if (task.holdId) return '/holds';
  return task.ticketId ? `/tickets/${task.ticketId}` : '/worklist';
}

/** Where to go after a task: the next one of the station that can be started, or the list it came from. */
export async function nextPlace(task: TaskDetail): Promise<string> {
  if (!task.workCenterId) return origin(task);
  try {
    const { items } = await request<List<TaskSummary>>(worklistPath(task.workCenterId));
    const next = items.find(({ key, blocked, assignee }) => key !== task.key && !assignee && (blocked ?? []).length === 0);
    return next ? `/tasks/${next.key}` : '/worklist';
  } catch {
    return '/worklist';
  }
}
