import { useEffect, useRef } from 'react';
import { useMutation } from '@tanstack/react-query';
import { useRefresh } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import type { TaskDetail } from '../../api/types.ts';
import { usePerson } from '../../app/session.tsx';

export interface Claim {
  /** Somebody else who has the task; null when it is free or mine. */
  takenBy: string | null;
  takeOver: () => void;
  error: unknown;
}

/** Opening a free task takes it, so that two people do not weigh the same component. A blocked one is left alone. */
export function useClaim(task: TaskDetail): Claim {
  const me = usePerson();
  const refresh = useRefresh();
  const { mutate, error } = useMutation({
    mutationFn: () => request(`/api/tasks/${task.key}/claim`, { method: 'POST', body: {} }),
    onSettled: () => refresh('/api/tasks'),
  });
  const asked = useRef(false);
  const free = !task.assignee && (task.blocked ?? []).length === 0 && (task.status === undefined || task.status === 'created' || task.status === 'open');
  useEffect(() => {
    if (!free || asked.current) return;
    asked.current = true;
    mutate();
  }, [free, mutate]);
  const mine = task.assignee === me.username || task.assignee === me.id;
  return { takenBy: task.assignee && !mine ? task.assignee : null, takeOver: () => mutate(), error };
}
