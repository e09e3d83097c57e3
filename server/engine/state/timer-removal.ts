import { NO_KEY } from '../records/types.ts';
import type { Key } from '../records/types.ts';
import type { State } from './state.ts';

export function removeTimer(state: State, key: Key): void {
  const timer = state.timers.get('', key);
  if (timer === undefined) return;
  state.timers.remove('', key);
  state.timersOf.remove(timer.elementInstanceKey === NO_KEY ? timer.processDefinitionKey : timer.elementInstanceKey, key);
  state.timerDueDates.remove(timer.dueDate, key);
}
