import { addTimer } from '../../timers.ts';
import type { Applier } from '../applier.ts';

export const timerCreated: Applier<'TIMER'> = (state, key, value) => addTimer(state, key, value);
