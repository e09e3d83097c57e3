import type { Tx } from '../../database/index.ts';
import { changeEquipmentState } from '../equipment/change-state.ts';
import type { EquipmentState } from '../equipment/equipment.ts';
import { reportFault } from '../maintenance/report-fault.ts';
import type { LastSample, Sample, SignalMeaning } from './sample.ts';

export interface Signal extends Sample {
  readonly equipmentId: string;
  readonly meaning: SignalMeaning;
  readonly last: LastSample | undefined;
}

const states: Readonly<Record<string, EquipmentState>> = {
  running: 'Running', execute: 'Running', idle: 'Idle', stopped: 'Stopped', held: 'Stopped', fault: 'Fault', aborted: 'Fault', setup: 'Setup',
};

/**
 * What a new sample changes about its equipment. An alarm counts at its rising edge, so a repeated or replayed sample raises no second
 * fault; a machine that does not answer is in no known state.
 */
export async function applyMeaning(tx: Tx, signal: Signal): Promise<void> {
  const { equipmentId, sourceTime: at, meaning } = signal;
  if (meaning !== 'alarm' && meaning !== 'state') return;
  if (signal.quality === 'bad') {
    await changeEquipmentState(tx, { equipmentId, state: 'Unknown', at, reason: 'no-signal' });
    return;
  }
  if (meaning === 'state') {
    const state = states[String(signal.value).toLowerCase()];
    if (state !== undefined && !(await hasAlarm(tx, equipmentId))) await changeEquipmentState(tx, { equipmentId, state, at });
    return;
  }
  const raised = isOn(signal.value);
  const before = signal.last?.quality === 'good' && isOn(signal.last.value);
  if (raised) {
    await changeEquipmentState(tx, { equipmentId, state: 'Fault', at, reason: signal.tagId });
    // A machine that was lost during its fault and comes back with it has the same fault still.
    if (!before && !(await wasFaultBeforeLoss(tx, signal))) await raiseFault(tx, equipmentId, signal.tagId, at);
  } else if ((before || signal.last === undefined || signal.last.quality === 'bad') && !(await hasAlarm(tx, equipmentId)))
    await changeEquipmentState(tx, { equipmentId, state: (await stateTag(tx, equipmentId)) ?? 'Idle', at });
}

/** Starts the maintenance-ticket process, or adds to the machine's open ticket, so that a flickering alarm is one ticket. */
async function raiseFault(tx: Tx, equipmentId: string, tagId: string, since: string): Promise<void> {
  const faultId = `${tagId}@${since}`;
  tx.live('notifications', { kind: 'machine-fault', equipmentId, faultId, since });
  tx.audit('machine-fault', { type: 'equipment', id: equipmentId }, { faultId, since });
  await reportFault(tx, { equipmentId, fault: 'The machine reports a fault', faultId, severity: 'high', since });
}

function isOn(value: Sample['value']): boolean {
  return value === true || value === 'true' || value === '1';
}

/** Whether an alarm of the equipment is on: then it stays in fault whatever else is said of it. */
async function hasAlarm(tx: Tx, equipmentId: string): Promise<boolean> {
  return (await lastValues(tx, equipmentId, 'alarm')).some(isOn);
}

async function stateTag(tx: Tx, equipmentId: string): Promise<EquipmentState | undefined> {
  const [value] = await lastValues(tx, equipmentId, 'state');
  return states[String(value).toLowerCase()];
}

/** The last good values of the equipment's tags of one meaning. */
async function lastValues(tx: Tx, equipmentId: string, meaning: SignalMeaning): Promise<(string | null)[]> {
  return await tx.knex('tag').join('sample_last', 'sample_last.tag_id', 'tag.id').orderBy('tag.id')
    .where({ 'tag.equipment_id': equipmentId, 'tag.meaning': meaning, 'sample_last.quality': 'good' }).pluck('sample_last.value');
}

async function wasFaultBeforeLoss(tx: Tx, { last, tagId }: Signal): Promise<boolean> {
  if (last?.quality !== 'bad') return false;
  const row = (await tx.knex('sample').where({ tag_id: tagId, quality: 'good' }).where('source_time', '<=', last.sourceTime).orderBy('source_time', 'desc').first('value')) as { value: string | null } | undefined;
  return row !== undefined && isOn(row.value);
}
