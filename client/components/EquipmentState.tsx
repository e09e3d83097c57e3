import type { Equipment } from '../api/types.ts';
import { State } from './State.tsx';

/** The state of a machine; none for what has no connection and therefore cannot tell. */
export function EquipmentState({ equipment }: { equipment: Pick<Equipment, 'state' | 'connectionId'> }) {
  return hasSignal(equipment) ? <State kind="equipment" value={equipment.state} /> : null;
}

export function hasSignal({ state, connectionId }: Pick<Equipment, 'state' | 'connectionId'>): boolean {
  return state !== 'Unknown' || connectionId !== null;
}
