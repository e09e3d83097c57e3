import { z } from 'zod';
import { placeHold, releaseHold, scrapLot } from '../../server/mes/quality/index.ts';
import { commandConnector } from './command.ts';

const holdId = z.string().min(1).meta({ title: 'Hold' });

export const placeHoldStep = commandConnector({
  type: 'mes:place-hold',
  name: { en: 'Place hold', 'zh-CN': '设置冻结' },
  description: { en: 'Puts a lot, order, machine or material on hold.', 'zh-CN': '冻结批次、订单、设备或物料。' },
  input: z.object({
    targetType: z.enum(['lot', 'order', 'equipment', 'definition', 'supplier-lot']).meta({ title: 'What to hold' }),
    targetId: z.string().min(1).meta({ title: 'Its number' }),
    reasonCode: z.string().min(1).meta({ title: 'Reason code' }),
    reason: z.string().meta({ title: 'Reason' }),
    jobOrderId: z.string().nullish().meta({ title: 'Operation' }),
    holdId: z.string().nullish().meta({ title: 'Hold', description: 'A hold that a person has placed already' }),
  }),
  output: z.object({ holdId: z.string() }),
  command: (tx, input, { key, processInstanceKey }) => placeHold(tx, { ...input, processInstanceKey, dedupeKey: `job:${key}` }),
});

export const releaseHoldStep = commandConnector({
  type: 'mes:release-hold',
  name: { en: 'Release hold', 'zh-CN': '解除冻结' },
  description: { en: 'Ends a hold: work goes on.', 'zh-CN': '解除冻结，继续生产。' },
  input: z.object({ holdId }),
  output: z.object({}),
  async command(tx, input) {
    await releaseHold(tx, input);
    return {};
  },
});

export const scrapLotStep = commandConnector({
  type: 'mes:scrap-lot',
  name: { en: 'Scrap lot', 'zh-CN': '批次报废' },
  description: { en: 'Ends a hold by rejecting its lot.', 'zh-CN': '以拒收批次结束冻结。' },
  input: z.object({ holdId }),
  output: z.object({}),
  async command(tx, input) {
    await scrapLot(tx, input);
    return {};
  },
});
