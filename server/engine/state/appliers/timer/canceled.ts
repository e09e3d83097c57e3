import { removeTimer } from '../../timers.ts';
import type { Applier } from '../applier.ts';

export const timerCanceled: Applier<'TIMER'> = (state, key) => removeTimer(state, key);
