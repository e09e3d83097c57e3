import { removeTimer } from '../../timers.ts';
import type { Applier } from '../applier.ts';

export const timerTriggered: Applier<'TIMER'> = (state, key) => removeTimer(state, key);
