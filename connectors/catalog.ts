import type { z } from 'zod';
import { erpReportPerformance } from './erp/outbound.ts';
import { httpRequest } from './http/outbound.ts';
import { mailSend } from './mail/outbound.ts';
import { closeTicketStep, escalateTicketStep, openTicketStep } from './mes/maintenance.ts';
import { completeOperationStep, completeOrderStep, scrapOrderStep, startOperationStep, startOrderStep } from './mes/orders.ts';
import { placeHoldStep, releaseHoldStep, scrapLotStep } from './mes/quality.ts';
import type { MesDeps } from './mes/transaction.ts';
import type { ModbusLinks } from './modbus/link.ts';
import { modbusRead, modbusWrite } from './modbus/outbound.ts';
import { mqttPublish } from './mqtt/outbound.ts';
import type { MqttDeps } from './mqtt/outbound.ts';
import { bindConnector } from './runtime/connector.ts';
import type { BoundConnector, Connector } from './runtime/connector.ts';
import type { Effects, Outbox } from './runtime/effects.ts';
import { elementTemplate } from './runtime/element-template.ts';
import type { Secrets } from './runtime/secrets.ts';

/** What the connectors need, all together. */
export interface CatalogDeps extends MesDeps, MqttDeps {
  readonly links: ModbusLinks;
  readonly clock: () => Date;
  readonly outbox: Outbox;
  readonly effects: Effects;
}

interface Entry<Deps> {
  readonly type: string;
  readonly template: object;
  bind(deps: Deps, secrets: Secrets): BoundConnector;
}

const entry = <Input extends z.ZodObject, Output extends z.ZodObject, Deps>(connector: Connector<Input, Output, Deps>): Entry<Deps> => ({
  type: connector.type,
  template: elementTemplate(connector),
  bind: (deps, secrets) => bindConnector(connector, deps, secrets),
});

/** Every job type that Takt works on. */
export const catalog: readonly Entry<CatalogDeps>[] = [
  entry(startOrderStep), entry(startOperationStep), entry(completeOperationStep), entry(completeOrderStep), entry(scrapOrderStep),
  entry(placeHoldStep), entry(releaseHoldStep), entry(scrapLotStep),
  entry(openTicketStep), entry(escalateTicketStep), entry(closeTicketStep),
  entry(modbusRead), entry(modbusWrite), entry(mqttPublish), entry(mailSend), entry(erpReportPerformance), entry(httpRequest),
];

/** The file name and content of each connector's element template, as they are in workflows/element-templates/. */
export const elementTemplates = (): { name: string; content: string }[] =>
  catalog.map(({ type, template }) => ({ name: `${type.replace(':', '-')}.json`, content: `${JSON.stringify(template, null, 2)}\n` }));
