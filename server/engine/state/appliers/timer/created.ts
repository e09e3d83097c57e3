import { NO_KEY } from '../../../records/types.ts';
import type { Applier } from '../applier.ts';

export const timerCreated: Applier<'TIMER'> = (state, key, value) => {
  state.timers.put('', key, value);
  state.timersOf.put(value.elementInstanceKey === NO_KEY ? value.processDefinitionKey : value.elementInstanceKey, key, true);
  state.timerDueDates.add(value.dueDate, key);
};
