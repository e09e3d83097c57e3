import { Decimal } from 'decimal.js';
import type { Area, ModbusTag, ValueType } from './connection.ts';

/** Tags that one request reads together. */
export interface Batch {
  readonly area: Area;
  readonly start: number;
  readonly length: number;
  readonly tags: readonly ModbusTag[];
}

/** The protocol's limits per request are 125 registers and 2000 bits; unused ones between two tags are cheaper than a request. */
const limits = { registers: { length: 120, gap: 16 }, bits: { length: 1000, gap: 64 } };

export const isBit = (area: Area): boolean => area === 'coil' || area === 'discrete';

export const widthOf = (type: ValueType): number => (type === 'int32' || type === 'uint32' || type === 'float32' ? 2 : 1);

/** Groups tags into as few requests as the protocol allows. */
export function planBatches(tags: readonly ModbusTag[]): Batch[] {
  const batches: { area: Area; start: number; length: number; tags: ModbusTag[] }[] = [];
  const sorted = tags.toSorted((a, b) => a.area.localeCompare(b.area) || a.register - b.register);
  for (const tag of sorted) {
    const limit = isBit(tag.area) ? limits.bits : limits.registers;
    const end = tag.register + (isBit(tag.area) ? 1 : widthOf(tag.type));
    const last = batches.at(-1);
    if (last !== undefined && last.area === tag.area && tag.register <= last.start + last.length + limit.gap && end - last.start <= limit.length) {
      last.length = Math.max(last.length, end - last.start);
      last.tags.push(tag);
    } else batches.push({ area: tag.area, start: tag.register, length: end - tag.register, tags: [tag] });
  }
  return batches;
}

/** The value at `offset` as decimal text with the decimals of its scale ("5.000"), or as truth. NaN floats give null. */
export function decode(words: readonly (number | boolean)[], offset: number, tag: Pick<ModbusTag, 'area' | 'type' | 'scale'>): string | boolean | null {
  const first = words[offset];
  if (first === undefined) return null;
  if (typeof first === 'boolean') return first;
  if (tag.type === 'bool') return first !== 0;
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint16(0, first);
  bytes.setUint16(2, Number(words[offset + 1] ?? 0));
  const raw = read(bytes, tag.type);
  if (!Number.isFinite(raw)) return null;
  const decimals = tag.scale.split('.')[1]?.length ?? 0;
  const value = new Decimal(raw).times(tag.scale);
  return tag.type === 'float32' && decimals === 0 ? value.toString() : value.toFixed(decimals);
}

function read(bytes: DataView, type: Exclude<ValueType, 'bool'>): number {
  switch (type) {
    case 'int16': return bytes.getInt16(0);
    case 'uint16': return bytes.getUint16(0);
    case 'int32': return bytes.getInt32(0);
    case 'uint32': return bytes.getUint32(0);
    case 'float32': return bytes.getFloat32(0);
  }
}

/** The registers that hold `value`. */
export function encode(value: number, type: ValueType): number[] {
  const bytes = new DataView(new ArrayBuffer(4));
  switch (type) {
    case 'bool': return [value === 0 ? 0 : 1];
    case 'int16': bytes.setInt16(0, value); return [bytes.getUint16(0)];
    case 'uint16': bytes.setUint16(0, value); return [bytes.getUint16(0)];
    case 'int32': bytes.setInt32(0, value); break;
    case 'uint32': bytes.setUint32(0, value); break;
    case 'float32': bytes.setFloat32(0, value); break;
  }
  return [bytes.getUint16(0), bytes.getUint16(2)];
}
