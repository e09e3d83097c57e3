import { z } from 'zod';
import { defineConnector } from '../runtime/connector.ts';
import type { Outbox } from '../runtime/effects.ts';

export interface ErpDeps {
  readonly outbox: Outbox;
}

export const erpReportPerformance = defineConnector({
  type: 'erp:report-performance',
  name: { en: 'Report to the ERP', 'zh-CN': '向 ERP 报工' },
  description: { en: 'Puts the performance of an order into the outbox to the ERP.', 'zh-CN': '将订单的生产实绩放入发往 ERP 的发件箱。' },
  retries: 10,
  input: z.object({ orderId: z.string().min(1).meta({ title: 'Order' }) }),
  output: z.object({}),
  async handle({ orderId }, { job }, { outbox }: ErpDeps) {
    await outbox.enqueue({ kind: 'erp', dedupeKey: `erp:performance:${orderId}:${job.key}`, payload: { orderId } });
    return {};
  },
});
