import { NO_KEY } from '../records/types.ts';
import type { Key } from '../records/types.ts';
import type { TimerValue } from '../records/values.ts';
import type { State } from './state.ts';

/** Sorts after every key. */
const AFTER_ALL_INSTANCES = ':';

export function addTimer(state: State, key: Key, value: TimerValue): void {
  state.timers.put('', key, value);
  state.timersOf.put(ownerOf(value), key, true);
  state.timerDueDates.add(value.dueDate, key, dueOrder(value));
}

export function removeTimer(state: State, key: Key): void {
  const timer = state.timers.get('', key);
  if (timer === undefined) return;
  state.timers.remove('', key);
  state.timersOf.remove(ownerOf(timer), key);
  state.timerDueDates.remove(timer.dueDate, key, dueOrder(timer));
}

function ownerOf({ elementInstanceKey, processDefinitionKey }: TimerValue): Key {
  return elementInstanceKey === NO_KEY ? processDefinitionKey : elementInstanceKey;
}

/** As in Zeebe, timers of one moment are due in the order of the element instances that wait, those of start events last. */
function dueOrder({ elementInstanceKey }: TimerValue): string {
  return elementInstanceKey === NO_KEY ? AFTER_ALL_INSTANCES : elementInstanceKey;
}
