import { removeElement } from '../../element-removal.ts';
import type { Applier } from '../applier.ts';

export const elementTerminated: Applier<'PROCESS_INSTANCE'> = (state, key, value) => removeElement(state, key, value, 'terminated');
