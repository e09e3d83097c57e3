import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { findZeebe } from './zeebe-distribution.ts';
import type { ZeebeDistribution } from './zeebe-distribution.ts';

export interface ZeebeOptions {
  /** Where the Elasticsearch exporter sends every record, commands and rejections included; without it nothing is exported. */
  readonly exporterUrl?: string;
  /** Records in one request of the exporter. With more than 1, commands are not exported. */
  readonly exportedAtOnce?: number;
  /** The exporter's environment variables instead, as an installation has them. */
  readonly exporterVariables?: Readonly<Record<string, string>>;
  /** Stops the broker's clock, so that only `pinClock` moves it. Long polling does not time out then: poll without waiting. */
  readonly controlledClock?: boolean;
  readonly distribution?: ZeebeDistribution;
  /** For a broker that shall be fast rather than small. */
  readonly javaOptions?: string;
  /** Environment variables that go before those set here. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface ZeebeBroker {
  readonly pid: number;
  /** host:port of the gRPC gateway. */
  readonly grpcAddress: string;
  /** Base URL of the REST gateway, without /v1. */
  readonly restAddress: string;
  /** Sets the broker's time (needs `controlledClock`). */
  pinClock(epochMs: number): Promise<void>;
  stop(): Promise<void>;
}

const VALUE_TYPES = [
  'checkpoint', 'commandDistribution', 'compensationSubscription', 'decision', 'decisionEvaluation', 'decisionRequirements',
  'deployment', 'deploymentDistribution', 'error', 'escalation', 'form', 'incident', 'job', 'jobBatch', 'message', 'messageBatch',
  'messageStartEventSubscription', 'messageSubscription', 'process', 'processEvent', 'processInstance', 'processInstanceBatch',
  'processInstanceCreation', 'processInstanceMigration', 'processInstanceModification', 'processMessageSubscription',
  'resourceDeletion', 'signal', 'signalSubscription', 'timer', 'userTask', 'variable', 'variableDocument',
];

/** Starts a real Zeebe broker with gateway on free ports and an empty data directory; resolves when it takes commands. */
export async function startZeebe(options: ZeebeOptions = {}): Promise<ZeebeBroker> {
  const distribution = options.distribution ?? findZeebe();
  if ('missing' in distribution) throw new Error(`cannot start Zeebe: ${distribution.missing}`);
  const directory = mkdtempSync(path.join(tmpdir(), 'takt-zeebe-data-'));
  const [grpc, rest, management, command, internal] = await Promise.all([freePort(), freePort(), freePort(), freePort(), freePort()]);
  const logFile = path.join(directory, 'broker.log');
  const log = createWriteStream(logFile);
  const child = spawn(path.join(distribution.home, 'bin/broker'), {
    env: {
      PATH: process.env.PATH,
      JAVA_HOME: distribution.javaHome,
      JAVA_OPTS: options.javaOptions ?? '-Xms128m -Xmx640m -XX:+UseSerialGC -XX:TieredStopAtLevel=1',
      SERVER_ADDRESS: '127.0.0.1',
      SERVER_PORT: String(rest),
      MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
      MANAGEMENT_SERVER_PORT: String(management),
      ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
      ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(command),
      ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(internal),
      ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(grpc),
      ZEEBE_BROKER_DATA_DIRECTORY: path.join(directory, 'data'),
      ZEEBE_BROKER_DATA_DISK_ENABLEMONITORING: 'false',
      ZEEBE_BROKER_DATA_LOGSEGMENTSIZE: '16MB',
      ZEEBE_LOG_LEVEL: 'warn',
      ...(options.controlledClock ? { ZEEBE_CLOCK_CONTROLLED: 'true' } : {}),
      ...(options.exporterUrl === undefined ? options.exporterVariables : exporterSettings(options.exporterUrl, options.exportedAtOnce ?? 1)),
      ...options.settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const killWithUs = () => {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', killWithUs);

  const stop = async () => {
    process.off('exit', killWithUs);
    await stopProcess(child);
    log.end();
    rmSync(directory, { recursive: true, force: true });
  };
  const restAddress = `http://127.0.0.1:${rest}`;
  try {
    await eventually('Zeebe to take commands', async () => child.exitCode !== null || hasLeader(restAddress), 90_000);
    if (child.exitCode !== null) throw new Error(`Zeebe ended with code ${child.exitCode}`);
  } catch (error) {
    const tail = readFileSync(logFile, 'utf8').split('\n').slice(-40).join('\n');
    await stop();
    throw new Error(`${(error as Error).message}\n${tail}`, { cause: error });
  }
  return {
    pid: child.pid!,
    grpcAddress: `127.0.0.1:${grpc}`,
    restAddress,
    pinClock: async (epochMilli) => {
      const response = await fetch(`http://127.0.0.1:${management}/actuator/clock/pin`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ epochMilli }),
      });
      if (!response.ok) throw new Error(`setting Zeebe's clock: ${response.status} ${await response.text()}`);
    },
    stop,
  };
}

function exporterSettings(url: string, atOnce: number): Record<string, string> {
  const args = 'ZEEBE_BROKER_EXPORTERS_ES_ARGS';
  return {
    ZEEBE_BROKER_EXPORTERS_ES_CLASSNAME: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
    [`${args}_URL`]: url,
    [`${args}_BULK_SIZE`]: String(atOnce),
    [`${args}_BULK_DELAY`]: '1',
    [`${args}_INDEX_COMMAND`]: String(atOnce === 1),
    [`${args}_INDEX_REJECTION`]: 'true',
    ...Object.fromEntries(VALUE_TYPES.map((type) => [`${args}_INDEX_${type.toUpperCase()}`, 'true'])),
  };
}

async function hasLeader(restAddress: string): Promise<boolean> {
  const response = await fetch(`${restAddress}/v1/topology`);
  const topology = (await response.json()) as { brokers?: { partitions?: { role?: string; health?: string }[] }[] };
  const partitions = topology.brokers?.flatMap((broker) => broker.partitions ?? []) ?? [];
  return partitions.some((partition) => partition.role?.toLowerCase() === 'leader' && partition.health?.toLowerCase() === 'healthy');
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await ended;
  clearTimeout(killer);
}
