import path from 'node:path';
import { parseArgs } from 'node:util';
import { backUp } from './engine/index.ts';
import type { EngineHostOptions } from './engine-host.ts';
import type { SecurityOptions } from './gateway/index.ts';
import { readGatewayAccess, type AccessNames } from './gateway-access.ts';
import { serveEngine, type ServedEngine } from './serve-engine.ts';
import { explainStartFailure, StartError } from './start-error.ts';
import { explainWriteFailure } from './write-failure.ts';

const USAGE = 'Usage: npm run engine -- [--host 127.0.0.1] [--port 26500] [--rest-port 26580] [--data ./data/engine] [--token-file FILE] '
  + '[--tls-cert FILE --tls-key FILE [--tls-client-ca FILE]] [--backup-to FILE]; tokens also from ENGINE_TOKEN.';

const OPTIONS = {
  'host': { type: 'string' }, 'port': { type: 'string' }, 'rest-port': { type: 'string' }, 'data': { type: 'string' }, 'token-file': { type: 'string' },
  'tls-cert': { type: 'string' }, 'tls-key': { type: 'string' }, 'tls-client-ca': { type: 'string' },
  'backup-to': { type: 'string' }, 'help': { type: 'boolean' },
} as const;

const ACCESS_NAMES: AccessNames = {
  host: '--host', tokens: 'ENGINE_TOKEN', tokenFile: '--token-file', certFile: '--tls-cert', keyFile: '--tls-key', clientCaFile: '--tls-client-ca',
};

type Arguments = Pick<EngineHostOptions, 'dataDir' | 'host' | 'grpcPort' | 'restPort'> & SecurityOptions & { readonly backupTo: string | undefined };

/** Nobody reads this engine's records: they are kept for who wants to know what happened lately, mostly about 200 MB. */
const RECORDS_KEPT = { count: 1_000_000, bytes: 2_000_000_000 };

/** `npm run engine`: a light engine with Zeebe's gateway API, alone, for anybody's tests. */
async function main(args: string[]): Promise<void> {
  const { backupTo, ...given } = readArguments(args);
  if (backupTo !== undefined) return backUpTo(backupTo, given.dataDir);
  const served = await start(given);
  served.engine.onFailure((error) => fail(new Error(explainWriteFailure(error, given.dataDir))));
  const stop = () => {
    served.close().then(() => process.exit(0), fail);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const { host, tls, dataDir } = given;
  const scheme = tls === undefined ? 'http' : 'https';
  process.stdout.write(`Engine ready: gRPC ${host}:${served.grpcPort}, REST ${scheme}://${host}:${served.restPort}, data in ${dataDir}. Ctrl-C stops it.\n`);
}

function readArguments(args: string[]): Arguments {
  try {
    const { values } = parseArgs({ args, options: OPTIONS });
    if (values.help === true) throw new StartError(USAGE);
    const host = values.host ?? '127.0.0.1';
    // A token among the arguments would be seen by everybody who lists processes.
    const access = readGatewayAccess({
      host, tokens: process.env.ENGINE_TOKEN || undefined, tokenFile: values['token-file'],
      certFile: values['tls-cert'], keyFile: values['tls-key'], clientCaFile: values['tls-client-ca'],
    }, ACCESS_NAMES);
    return {
      host, ...access,
      grpcPort: readPort('--port', values.port ?? '26500'),
      restPort: readPort('--rest-port', values['rest-port'] ?? '26580'),
      dataDir: path.resolve(values.data ?? './data/engine'),
      backupTo: values['backup-to'],
    };
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`${(error as Error).message.split('\n')[0]} ${USAGE}`);
  }
}

function readPort(name: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StartError(`${name} is "${text}": it must be a port, 0 to 65535 (0: any free one).`);
}

/** Also while an engine works on the data. */
async function backUpTo(file: string, dataDir: string): Promise<void> {
  await backUp(dataDir, file).catch((error: unknown) => { throw new StartError(`No backup was made: ${(error as Error).message}`); });
  process.stdout.write(`Backup of ${dataDir} written to ${path.resolve(file)}.\n`);
}

async function start(given: Omit<Arguments, 'backupTo'>): Promise<ServedEngine> {
  try {
    return await serveEngine({
      ...given,
      log: (level, message, fields) => { if (level === 'warn' || level === 'error') process.stderr.write(`${level}: ${message}${fields === undefined ? '' : ` ${JSON.stringify(fields)}`}\n`); },
    }, { recordsKept: RECORDS_KEPT });
  } catch (error) {
    const { code, message, port } = error as NodeJS.ErrnoException & { readonly port?: number };
    const { dataDir, grpcPort, restPort } = given;
    if (code === 'ECERT') throw new StartError(`The gateway cannot start: ${message}. Correct --tls-cert, --tls-key or --tls-client-ca.`);
    const setting = code !== 'EADDRINUSE' ? `--data=${dataDir}` : port === restPort ? `--rest-port=${restPort}` : `--port=${grpcPort}`;
    throw explainStartFailure(error, 'the engine', setting);
  }
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
