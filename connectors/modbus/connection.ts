import { z } from 'zod';

export const area = z.enum(['input', 'holding', 'discrete', 'coil']);
export type Area = z.infer<typeof area>;

export const valueType = z.enum(['bool', 'int16', 'uint16', 'int32', 'uint32', 'float32']);
export type ValueType = z.infer<typeof valueType>;

const address = z.number().int().min(0).max(65535);

/** A value in a device's memory. Without an area: numbers are input registers, bits are discrete inputs. */
export const modbusTag = z
  .object({
    id: z.string().min(1),
    area: area.optional(),
    register: address,
    type: valueType.default('uint16'),
    /** What one count is worth, as decimal text: "0.001" makes grams kilograms. */
    scale: z.string().regex(/^\d+(\.\d+)?$/).default('1'),
    unit: z.string().optional(),
    meaning: z.string().optional(),
  })
  .transform((tag) => ({ ...tag, area: tag.area ?? (tag.type === 'bool' ? ('discrete' as const) : ('input' as const)) }));
export type ModbusTag = z.infer<typeof modbusTag>;

/** A Modbus TCP device and what is read from it. Registers are big-endian, the high word first. */
export const modbusConnection = z.object({
  id: z.string().min(1),
  type: z.literal('modbus'),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.number().int().min(0).max(65535).default(502),
  unitId: z.number().int().min(0).max(255).default(1),
  equipmentId: z.string().optional(),
  pollMs: z.number().int().min(20).default(200),
  timeoutMs: z.number().int().min(50).default(1000),
  tags: z.array(modbusTag).default([]),
});
export type ModbusConnection = z.infer<typeof modbusConnection>;
