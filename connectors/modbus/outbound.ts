import { z } from 'zod';
import { defineConnector } from '../runtime/connector.ts';
import { BusinessError, ConfigurationError, RetryableError } from '../runtime/errors.ts';
import { area, valueType } from './connection.ts';
import type { ModbusLink, ModbusLinks } from './link.ts';
import { decode, encode, isBit, widthOf } from './registers.ts';

export const machineUnavailable = 'MACHINE_UNAVAILABLE';

const connection = z.string().nullish().meta({ title: 'Connection', description: 'Id of the machine\'s connection' });
const register = z.number().int().min(0).max(65535).meta({ title: 'Address', description: 'First register or bit, counted from 0' });

export const modbusRead = defineConnector({
  type: 'modbus:read',
  name: { en: 'Read from a machine (Modbus)', 'zh-CN': '读取设备 (Modbus)' },
  description: { en: 'Reads one value of a machine.', 'zh-CN': '读取设备的一个数值。' },
  retries: 3,
  timeoutMs: 10_000,
  input: z.object({
    connection,
    area: area.default('input').meta({ title: 'Area' }),
    address: register,
    dataType: valueType.default('uint16').meta({ title: 'Data type' }),
    scale: z.string().regex(/^\d+(\.\d+)?$/).default('1').meta({ title: 'Scale', description: 'What one count is worth, such as 0.001' }),
  }),
  output: z.object({ value: z.union([z.string(), z.boolean(), z.null()]), readAt: z.string() }),
  async handle(input, _call, { links, clock }: { links: ModbusLinks; clock: () => Date }) {
    return await onMachine(links, input.connection, async (link) => {
      const words = await link.read(input.area, input.address, isBit(input.area) ? 1 : widthOf(input.dataType));
      return { value: decode(words, 0, { area: input.area, type: input.dataType, scale: input.scale }), readAt: clock().toISOString() };
    });
  },
});

export const modbusWrite = defineConnector({
  type: 'modbus:write',
  name: { en: 'Write to a machine (Modbus)', 'zh-CN': '写入设备 (Modbus)' },
  description: {
    en: 'Sets coils or registers of a machine. It may be written twice after a crash, so write states, not toggles.',
    'zh-CN': '设置设备的线圈或寄存器。崩溃后可能重复写入，请写入状态而非翻转。',
  },
  retries: 3,
  timeoutMs: 10_000,
  input: z.object({
    connection,
    area: z.enum(['coil', 'holding']).default('coil').meta({ title: 'Area' }),
    address: register,
    values: z.array(z.union([z.boolean(), z.number()])).min(1).max(100).meta({ title: 'Values' }),
    dataType: valueType.default('uint16').meta({ title: 'Data type' }),
  }),
  output: z.object({}),
  async handle(input, _call, { links }: { links: ModbusLinks }) {
    return await onMachine(links, input.connection, async (link) => {
      if (input.area === 'coil') await link.writeCoils(input.address, input.values.map(truth));
      else await link.writeRegisters(input.address, input.values.flatMap((value) => encodeChecked(Number(value), input.dataType)));
      return {};
    });
  },
});

/** A machine that stays away becomes a BPMN error, so that the diagram says how the work goes on without it. */
async function onMachine<Answer>(links: ModbusLinks, connectionId: string | null | undefined, use: (link: ModbusLink) => Promise<Answer>): Promise<Answer> {
  if (connectionId == null) throw new BusinessError(machineUnavailable, 'This work centre has no machine connection.');
  try {
    return await use(links.get(connectionId));
  } catch (error) {
    if (error instanceof RetryableError) throw new RetryableError(error.message, { cause: error, codeWhenExhausted: machineUnavailable });
    throw error;
  }
}

function truth(value: boolean | number): boolean {
  if (value === 0 || value === 1) return value === 1;
  if (typeof value === 'boolean') return value;
  throw new ConfigurationError(`A coil takes true or false, not ${value}.`);
}

const ranges: Partial<Record<z.infer<typeof valueType>, readonly [number, number]>> = {
  bool: [0, 1], int16: [-32768, 32767], uint16: [0, 65535], int32: [-(2 ** 31), 2 ** 31 - 1], uint32: [0, 2 ** 32 - 1],
};

function encodeChecked(value: number, type: z.infer<typeof valueType>): number[] {
  const range = ranges[type];
  if (range !== undefined && (!Number.isInteger(value) || value < range[0] || value > range[1]))
    throw new ConfigurationError(`${value} is no ${type}: whole numbers from ${range[0]} to ${range[1]}.`);
  return encode(value, type);
}
