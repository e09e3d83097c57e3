import { z } from 'zod';
import { completeOperation } from '../../server/mes/orders/complete-operation.ts';
import { completeOrder } from '../../server/mes/orders/complete-order.ts';
import { scrapOrder } from '../../server/mes/orders/scrap-order.ts';
import { startOperation } from '../../server/mes/orders/start-operation.ts';
import { startOrder } from '../../server/mes/orders/start-order.ts';
import { commandConnector } from './command.ts';

const orderId = z.string().min(1).meta({ title: 'Order' });
const jobOrderId = z.string().min(1).meta({ title: 'Operation' });
const done = z.object({});

export const startOrderStep = commandConnector({
  type: 'mes:start-order',
  name: { en: 'Start order', 'zh-CN': '启动订单' },
  description: { en: 'Puts the order in progress, opens its lot and lists its weighings.', 'zh-CN': '将订单置为进行中，建立批次并列出称重作业。' },
  input: z.object({ orderId }),
  output: z.object({
    lotId: z.string().nullable(),
    operations: z.array(z.object({ jobOrderId: z.string(), workCenterId: z.string(), materialId: z.string(), target: z.string(), unit: z.string(), sequence: z.number() })),
  }),
  command: (tx, input, job) => startOrder(tx, { ...input, processInstanceKey: job.processInstanceKey }),
});

export const startOperationStep = commandConnector({
  type: 'mes:start-operation',
  name: { en: 'Start operation', 'zh-CN': '启动作业' },
  description: { en: 'Makes an operation ready at its work centre and tells its scale.', 'zh-CN': '使作业在工作中心就绪，并给出其电子秤。' },
  input: z.object({ jobOrderId }),
  output: z.object({
    workCenterId: z.string(), materialId: z.string(), target: z.string(), unit: z.string(), toleranceLower: z.string(), toleranceUpper: z.string(),
    scaleConnectionId: z.string().nullable(),
  }),
  command: (tx, input, job) => startOperation(tx, { ...input, processInstanceKey: job.processInstanceKey }),
});

export const completeOperationStep = commandConnector({
  type: 'mes:complete-operation',
  name: { en: 'Complete operation', 'zh-CN': '完成作业' },
  description: { en: 'Books an operation as done.', 'zh-CN': '将作业记为完成。' },
  input: z.object({ jobOrderId }),
  output: done,
  async command(tx, input) {
    await completeOperation(tx, input);
    return {};
  },
});

export const completeOrderStep = commandConnector({
  type: 'mes:complete-order',
  name: { en: 'Complete order', 'zh-CN': '完成订单' },
  description: { en: 'Books the good quantity and completes the order.', 'zh-CN': '登记合格数量并完成订单。' },
  input: z.object({ orderId }),
  output: done,
  async command(tx, input) {
    await completeOrder(tx, input);
    return {};
  },
});

export const scrapOrderStep = commandConnector({
  type: 'mes:scrap-order',
  name: { en: 'Scrap order', 'zh-CN': '订单报废' },
  description: { en: 'Books the quantity as scrap and ends the order.', 'zh-CN': '登记报废数量并结束订单。' },
  input: z.object({ orderId }),
  output: done,
  async command(tx, input) {
    await scrapOrder(tx, input);
    return {};
  },
});
