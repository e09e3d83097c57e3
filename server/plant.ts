import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { EngineClient, loadConnections, outboxDeliverers, simulationRouter, startBroker, startConnectors, startSimulation } from '../connectors/index.ts';
import { createApi } from './api/index.ts';
import type { PartHealth } from './api/index.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database/index.ts';
import type { Database, Tx } from './database/index.ts';
import { demoUsers, isDemo, loadDemo, playDemo } from './mes/demo/index.ts';
import { performanceOf } from './mes/erp/performance.ts';
import { startOutbox } from './mes/outbox/index.ts';
import { addPerson } from './mes/personnel/index.ts';
import { plantSecret } from './mes/settings/settings.ts';
import { SignalPipeline } from './mes/signals/index.ts';
import { readLibrary } from './mes/workflows/index.ts';
import { closeServer, listen } from './http-server.ts';
import { openProcessEngine } from './process-engine.ts';
import { projectRoot } from './project-root.ts';
import { findEndOfUserTask, findInstanceByCommandId, passBarrier, Projector, rememberDeployed } from './records/index.ts';
import { explainStartFailure } from './start-error.ts';
import { version } from './version.ts';

/** A running plant: engine, database, machines, API and web client, wired together. */
export interface Plant {
  /** What a person who started it wants to know: the address, the demo users, what is simulated. */
  readonly greeting: string;
  /** Called when a part that the plant cannot do without ends by itself. */
  onFailure(listener: (error: Error) => void): void;
  /** Ends in the reverse order of the start; what is under way is finished or left for the next start. */
  stop(): Promise<void>;
}

/**
 * Starts everything in order; what was started is stopped again when a later part cannot start.
 * @throws StartError naming the part, the setting and the fix
 */
export async function startPlant(config: Config): Promise<Plant> {
  const stops: (() => Promise<void> | void)[] = [];
  try {
    return await wire(config, stops);
  } catch (error) {
    await stopAll(stops).catch(() => undefined);
    throw error;
  }
}

async function stopAll(stops: (() => Promise<void> | void)[]): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}

async function wire(config: Config, stops: (() => Promise<void> | void)[]): Promise<Plant> {
  const log = pino({ level: config.LOG_LEVEL }, pino.destination({ dest: 2, sync: true }));
  const registry = new Registry();
  openDataFolder(config);

  const database = await openPlantDatabase(config);
  stops.push(() => database.close());
  const demo = config.TAKT_DEMO ? (await loadDemo(database)) || (await isDemo(database.knex)) : false;
  const firstAdmin = demo ? undefined : await addFirstAdmin(database, config.TAKT_ADMIN_PASSWORD);
  const transact = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => database.transaction('system', work);

  // The port is taken early, so that a second start fails at once; requests wait until everything is there.
  let answer: (handler: RequestListener) => void = () => undefined;
  const ready = new Promise<RequestListener>((resolve) => (answer = resolve));
  const server = createServer((request, response) => void ready.then((handler) => handler(request, response)));
  await listen(server, config.PORT, config.HOST).catch((error: unknown) => {
    throw explainStartFailure(error, 'the web server', `PORT=${config.PORT}`);
  });
  stops.push(() => closeServer(server));

  const broker = config.MQTT_URL === undefined
    ? await startBroker(config.MQTT_PORT).catch((error: unknown) => {
        throw explainStartFailure(error, 'the embedded MQTT broker', `MQTT_PORT=${config.MQTT_PORT}`);
      })
    : undefined;
  if (broker !== undefined) stops.push(() => broker.close());
  const mqttUrl = config.MQTT_URL ?? broker!.url;

  const projector = new Projector(database);
  const processEngine = await openProcessEngine(config, projector, log);
  stops.push(() => processEngine.stop());
  const engine = new EngineClient(processEngine);
  stops.push(() => engine.close());

  const library = readLibrary(projectRoot());
  await rememberDeployed(database, await deploy(engine, library.resources, config.ZEEBE_ADDRESS, log), library.resources);

  const clock = (): Date => new Date();
  const configured = await loadConnections(database.knex);
  const simulation = demo ? await startSimulation({ connections: configured, mqttUrl, clock, log }) : undefined;
  if (simulation !== undefined) stops.push(() => simulation.stop());

  const signals = new SignalPipeline(database);
  const connectors = startConnectors({
    engine, transact, connections: simulation?.connections ?? configured, mqttUrl, takeSamples: (samples) => signals.take(samples), clock, log, metrics: registry,
  });
  stops.push(() => connectors.stop());

  const caughtUp = () => passBarrier({ projector, publish: (message) => engine.publishMessage(message), partitions: async () => (await engine.topology()).partitions });
  const outbox = startOutbox({
    database,
    log,
    deliverers: outboxDeliverers({
      engine,
      transact,
      recorded: {
        findInstanceByCommandId: async (commandId) => (await caughtUp(), findInstanceByCommandId(database, commandId)),
        findEndOfUserTask: async (key) => (await caughtUp(), findEndOfUserTask(database, key)),
      },
      mail: { smtpUrl: config.SMTP_URL, from: config.MAIL_FROM },
      erp: config.ERP_URL === undefined
        ? undefined
        : { url: config.ERP_URL, token: config.ERP_TOKEN, performanceXml: (orderId) => performanceOf(database.knex, orderId, database.now()) },
    }),
  });
  stops.push(() => outbox.stop());

  if (demo) stops.push(playDemo(database, library, (error) => log.error({ err: error }, 'the demo plant could not be played')));

  const simulated = simulation?.machines.map(({ equipmentId, kind, port }) => `${equipmentId}: ${kind}${port === null ? ' (MQTT)' : ` (Modbus TCP ${port})`}`) ?? [];
  const clientDir = path.join(projectRoot(), 'dist/client');
  const readHealth = async (): Promise<Record<string, PartHealth>> => ({
    database: await health(() => database.knex.raw('select 1')),
    engine: await health(async () => {
      const { gatewayVersion, unhealthy } = await engine.topology();
      if (unhealthy.length > 0) throw new Error(`partition ${unhealthy.join(', ')} takes no commands: most often its disk is full; the engine's log says why`);
      return `${config.ZEEBE_ADDRESS ?? 'embedded'} ${gatewayVersion}`;
    }),
    mqtt: { status: 'up', detail: config.MQTT_URL === undefined ? 'embedded' : 'external' },
    mail: config.SMTP_URL === undefined ? { status: 'off', detail: 'outbox only' } : { status: 'up' },
    erp: config.ERP_URL === undefined ? { status: 'off', detail: 'reports wait in the outbox' } : { status: 'up' },
    simulation: simulation === undefined ? { status: 'off' } : { status: 'up', detail: `${simulated.length} machines` },
    // A machine that is off does not make the plant's server unwell; people see it at the equipment.
    ...Object.fromEntries(connectors.health().map(({ connectionId, connected, error }) => [`connection ${connectionId}`, { status: connected ? 'up' as const : 'off' as const, ...(error === undefined ? {} : { detail: error }) }])),
  });
  const api = await createApi({
    database, log, library, version, registry, publicUrl: config.publicUrl, escalateAfter: config.ESCALATE_AFTER, erpToken: config.ERP_TOKEN, trustProxy: config.TRUST_PROXY,
    readHealth, clientDir: existsSync(clientDir) ? clientDir : undefined,
    demo: demo ? { users: demoUsers, simulated } : undefined,
    routers: simulation === undefined ? [] : [{ path: '/api/simulation', roles: ['operator', 'engineer', 'admin'], router: simulationRouter(simulation) }],
  });
  stops.push(() => api.stop());
  answer(api.app);

  return {
    greeting: greeting(config, { demo, simulated, firstAdmin }),
    onFailure: (listener) => processEngine.onFailure(listener),
    stop: () => stopAll(stops),
  };
}

function openDataFolder({ dataDir, DATA_DIR }: Config): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    throw explainStartFailure(error, 'the data folder', `DATA_DIR=${DATA_DIR}`);
  }
}

async function openPlantDatabase(config: Config): Promise<Database> {
  const database = openDatabase({ url: config.DATABASE_URL ?? path.join(config.dataDir, 'takt.sqlite') });
  try {
    await database.migrate();
    return database;
  } catch (error) {
    await database.close().catch(() => undefined);
    const setting = config.DATABASE_URL === undefined ? `DATA_DIR=${config.DATA_DIR}` : `DATABASE_URL=${config.DATABASE_URL.replace(/:[^:@/]*@/, ':…@')}`;
    throw explainStartFailure(error, 'the database', setting);
  }
}

/** An empty plant gets one person who can let the others in. Returns what must be told once, when the password was made up. */
async function addFirstAdmin(database: Database, given: string | undefined): Promise<string | undefined> {
  if ((await database.knex('person').first('id')) !== undefined) return undefined;
  const password = given ?? randomBytes(12).toString('base64url');
  const pinSecret = await plantSecret(database, 'pin');
  await database.transaction('system', (tx) => addPerson(tx, { id: 'admin', username: 'admin', password, name: 'Admin', roles: ['admin'], locale: 'en' }, pinSecret));
  return given === undefined ? password : undefined;
}

/** Deploys the library; a cluster that is still starting is waited for. Unchanged diagrams make no new version. */
async function deploy(engine: EngineClient, resources: readonly { readonly name: string; readonly content: Buffer }[], cluster: string | undefined, log: Logger): ReturnType<EngineClient['deploy']> {
  const deadline = Date.now() + (cluster === undefined ? 10_000 : 120_000);
  for (;;)
    try {
      return await engine.deploy(resources.map(({ name, content }) => ({ name, content: content.toString('utf8') })));
    } catch (error) {
      if ((error as Error).name !== 'RetryableError' || Date.now() > deadline)
        throw explainStartFailure(error, 'deploying the workflows', cluster === undefined ? 'embedded engine' : `ZEEBE_ADDRESS=${cluster}`);
      log.info({ err: error }, 'the engine is not ready to take the workflows yet');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
}

async function health(ask: () => Promise<unknown>): Promise<PartHealth> {
  try {
    const answer = await ask();
    return typeof answer === 'string' ? { status: 'up', detail: answer } : { status: 'up' };
  } catch (error) {
    return { status: 'down', detail: (error as Error).message };
  }
}

function greeting(config: Config, { demo, simulated, firstAdmin }: { demo: boolean; simulated: readonly string[]; firstAdmin: string | undefined }): string {
  const lines = [
    `Takt ${version} runs: ${config.publicUrl}`,
    `  engine    ${config.ZEEBE_ADDRESS ?? `embedded, Zeebe gateway at ${config.ENGINE_HOST}:${config.ENGINE_PORT}`}`,
    `  database  ${config.DATABASE_URL === undefined ? path.join(config.dataDir, 'takt.sqlite') : 'MySQL'}`,
  ];
  if (demo) {
    lines.push('  demo plant (TAKT_DEMO=0 starts an empty one in an empty DATA_DIR). Sign in as:');
    const columnNames = { username: 'user name', password: 'password', roles: ['roles'] };
    for (const { username, password, roles } of [columnNames, ...demoUsers]) lines.push(`    ${username.padEnd(12)} ${password.padEnd(18)} ${roles.join(', ')}`);
    lines.push('  simulated machines:', ...simulated.map((machine) => `    ${machine}`));
  }
  if (firstAdmin !== undefined) lines.push(`  sign in as admin with the password ${firstAdmin} (shown this once; change it)`);
  lines.push('Ctrl-C stops; the next start goes on where it stopped.');
  return lines.join('\n');
}
