import type { Tx } from '../../database/index.ts';
import { defineEquipment } from '../equipment/define-equipment.ts';
import type { EquipmentInput } from '../equipment/define-equipment.ts';

const equipment: readonly EquipmentInput[] = [
  { id: 'TAKT-DEMO', level: 'Enterprise', name: { en: 'Takt Demo', 'zh-CN': 'Takt 演示企业' } },
  { id: 'SITE1', level: 'Site', parentId: 'TAKT-DEMO', name: { en: 'Plant 1', 'zh-CN': '一号工厂' } },
  { id: 'WEIGHING', level: 'Area', parentId: 'SITE1', name: { en: 'Weighing', 'zh-CN': '称重区' } },
  { id: 'MIXING', level: 'Area', parentId: 'SITE1', name: { en: 'Mixing', 'zh-CN': '混合区' } },
  ...[1, 2, 3, 4].map((n): EquipmentInput => ({ id: `BOX${n}`, level: 'WorkCenter', parentId: 'WEIGHING', equipmentClass: 'WeighingBooth', name: { en: `Weighing booth ${n}`, 'zh-CN': `${n}号称重间` } })),
  ...[1, 3, 4].map((n): EquipmentInput => ({ id: `SCALE-BOX${n}`, level: 'WorkUnit', parentId: `BOX${n}`, equipmentClass: 'Scale', name: { en: `Scale of booth ${n}`, 'zh-CN': `${n}号称重间电子秤` } })),
  { id: 'MIX1', level: 'WorkCenter', parentId: 'MIXING', equipmentClass: 'Mixer', name: { en: 'Mixer 1', 'zh-CN': '1号混合机' }, connectionId: 'mixer-mix1' },
];

interface Tag {
  readonly id: string;
  readonly meaning: 'state' | 'telemetry' | 'alarm';
  readonly unit: string | null;
  readonly address: Readonly<Record<string, unknown>>;
}

/** The equipment tree with its machines: scales over Modbus TCP (booth 2 has none), a mixer over MQTT. */
export async function loadEquipment(tx: Tx): Promise<void> {
  for (const input of equipment) await defineEquipment(tx, input);
  for (const n of [1, 3, 4]) {
    const id = `BOX${n}`;
    await defineEquipment(tx, { id, connectionId: `scale-box${n}` });
    // Port 0: the simulation takes a free one at each start.
    await connect(tx, { id: `scale-box${n}`, type: 'modbus', equipmentId: id, config: { host: '127.0.0.1', port: 0, unitId: 1 } }, [
      { id: `${id}.weight`, meaning: 'telemetry', unit: 'kg', address: { area: 'input', register: 0, type: 'int32', scale: '0.001' } },
      { id: `${id}.stable`, meaning: 'telemetry', unit: null, address: { area: 'discrete', register: 0, type: 'bool' } },
      { id: `${id}.fault`, meaning: 'alarm', unit: null, address: { area: 'discrete', register: 1, type: 'bool' } },
    ]);
  }
  await connect(tx, { id: 'mixer-mix1', type: 'mqtt', equipmentId: 'MIX1', config: {} }, [
    { id: 'MIX1.state', meaning: 'state', unit: null, address: { topic: 'plant/mix1', path: 'state' } },
    { id: 'MIX1.temperature', meaning: 'telemetry', unit: '°C', address: { topic: 'plant/mix1', path: 'temperature' } },
    { id: 'MIX1.fault', meaning: 'alarm', unit: null, address: { topic: 'plant/mix1', path: 'fault' } },
  ]);
}

async function connect(tx: Tx, connection: { id: string; type: 'modbus' | 'mqtt'; equipmentId: string; config: object }, tags: readonly Tag[]): Promise<void> {
  const { id, type, equipmentId, config } = connection;
  await tx.knex('connection').insert({ id, type, config: JSON.stringify({ ...config, equipmentId }), enabled: 1 });
  for (const { address, ...tag } of tags) await tx.knex('tag').insert({ ...tag, equipment_id: equipmentId, connection_id: id, address: JSON.stringify(address) });
}
