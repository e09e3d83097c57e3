import type { Registry } from 'prom-client';
import { catalog } from './catalog.ts';
import { erpDeliverer } from './erp/deliverer.ts';
import { startInbound } from './inbound.ts';
import { mailDeliverer } from './mail/deliverer.ts';
import { asDeliver } from './mes/deliver.ts';
import { effectsIn, outboxIn } from './mes/effects.ts';
import { mailboxIn } from './mes/mailbox.ts';
import type { Transact } from './mes/transaction.ts';
import { MqttPublishers } from './mqtt/clients.ts';
import type { EngineClient } from './runtime/engine-client.ts';
import { engineDeliverer } from './runtime/engine-deliverer.ts';
import type { RecordedEffects } from './runtime/engine-deliverer.ts';
import type { Log } from './runtime/log.ts';
import { noMetrics, workerMetrics } from './runtime/metrics.ts';
import { secretsFromEnvironment } from './runtime/secrets.ts';
import type { Secrets } from './runtime/secrets.ts';
import type { ConnectionHealth, TakeHealth, TakeSamples } from './runtime/signal.ts';
import { startWorker } from './runtime/worker.ts';

export { loadConnections } from './mes/connections.ts';
export { startBroker } from './mqtt/broker.ts';
export type { EngineAccess } from './runtime/engine-access.ts';
export { EngineClient } from './runtime/engine-client.ts';
export { startSimulation } from './simulation/index.ts';
export { simulationRouter } from './simulation/routes.ts';

export interface ConnectorsOptions {
  readonly engine: EngineClient;
  /** `(work) => database.transaction('system', work)` */
  readonly transact: Transact;
  readonly connections: readonly { readonly id: string; readonly type: string }[];
  /** The plant's own MQTT broker. */
  readonly mqttUrl?: string | undefined;
  readonly takeSamples: TakeSamples;
  readonly takeHealth?: TakeHealth;
  readonly clock?: () => Date;
  readonly log: Log;
  readonly metrics?: Registry;
  readonly secrets?: Secrets;
  /** Names this process to the engine. */
  readonly workerName?: string;
}

export interface Connectors {
  health(): ConnectionHealth[];
  /** Finishes the jobs at work, at most `graceMs` long, then lets go of the machines. */
  stop(graceMs?: number): Promise<void>;
}

/** Starts a worker per job type and listens to every machine. Returns at once; what is not there yet is waited for. */
export function startConnectors(options: ConnectorsOptions): Connectors {
  const { engine, transact, mqttUrl, log, clock = () => new Date(), secrets = secretsFromEnvironment(process.env), workerName = `takt-${process.pid}` } = options;
  const inbound = startInbound({
    connections: options.connections, mqttUrl, takeSamples: options.takeSamples, takeHealth: options.takeHealth ?? (() => undefined), clock, log,
  });
  const publishers = new MqttPublishers();
  const { links, brokerUrl } = inbound;
  const deps = { transact, links, brokerUrl, publishers, clock, outbox: outboxIn(transact), effects: effectsIn(transact) };
  const metrics = options.metrics === undefined ? noMetrics : workerMetrics(options.metrics);
  const workers = catalog.map((entry) => startWorker(engine, entry.bind(deps, secrets), { name: workerName, log, metrics }));
  return {
    health: inbound.health,
    async stop(graceMs = 10_000) {
      await Promise.all(workers.map((worker) => worker.stop(graceMs)));
      await Promise.all([inbound.stop(), publishers.close()]);
    },
  };
}

export interface DeliverersOptions {
  readonly engine: EngineClient;
  readonly recorded: RecordedEffects;
  readonly transact: Transact;
  readonly mail: { readonly smtpUrl?: string | undefined; readonly from: string };
  /** Without it, reports wait in the outbox. */
  readonly erp?: { readonly url: string; readonly token?: string | undefined; readonly performanceXml: (orderId: string) => Promise<string> } | undefined;
}

/** The deliverers of the outbox, for `startOutbox`. */
export function outboxDeliverers({ engine, recorded, transact, mail, erp }: DeliverersOptions) {
  const mailer = mailDeliverer({ smtpUrl: mail.smtpUrl, from: mail.from, store: mailboxIn(transact) });
  return {
    engine: asDeliver(engineDeliverer(engine, recorded)),
    mail: asDeliver((entry) => mailer.deliver(entry)),
    ...(erp === undefined ? {} : { erp: asDeliver(erpDeliverer(erp)) }),
  };
}
