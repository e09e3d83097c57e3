import { useEffect, useRef } from 'react';
import { useMutation } from '@tanstack/react-query';
import { useRefresh } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import type { TaskDetail } from '../../api/types.ts';
import { usePerson } from '../../app/session.tsx';

export interface Claim {
  mine: boolean;
  /** Somebody else has it. */
  taken: boolean;
  /** For supervisors: takes the task from whoever has it. */
  takeOver: (() => void) | null;
  giveBack: () => Promise<unknown>;
}

/** Opening a free task takes it, so that two people do not weigh the same component. A blocked one is left alone. */
export function useClaim(task: TaskDetail): Claim {
  const me = usePerson();
  const refresh = useRefresh();
  const post = (action: 'claim' | 'unclaim'): Promise<unknown> => request(`/api/tasks/${task.key}/${action}`, { method: 'POST', body: {} });
  const again = (): Promise<void> => refresh('/api/tasks');
  const { mutate: claim } = useMutation({ mutationFn: () => post('claim'), onSettled: again });
  const { mutate: takeOver } = useMutation({ mutationFn: async () => { await post('unclaim'); await post('claim'); }, onSettled: again });
  const { mutateAsync: giveBack } = useMutation({ mutationFn: () => post('unclaim'), onSettled: again });
  const asked = useRef(false);
  const free = !task.assignee && (task.blocked ?? []).length === 0 && (task.status === undefined || task.status === 'created');
  useEffect(() => {
    if (!free || asked.current) return;
    asked.current = true;
    claim();
  }, [free, claim]);
  const mine = task.assignee === me.id;
  const leads = me.roles.includes('supervisor') || me.roles.includes('admin');
  return { mine, taken: Boolean(task.assignee) && !mine, takeOver: leads ? () => takeOver() : null, giveBack: () => giveBack() };
}
