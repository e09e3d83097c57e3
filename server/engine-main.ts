import path from 'node:path';
import { parseArgs } from 'node:util';
import { serveEngine, type ServedEngine } from './serve-engine.ts';
import { explainStartFailure, StartError } from './start-error.ts';

const USAGE = 'Usage: npm run engine -- [--port 26500] [--rest-port 26580] [--data ./data/engine]';

/** Nobody reads this engine's records: they are kept for who wants to know what happened lately, about 200 MB. */
const RECORDS_KEPT = 1_000_000;

/** `npm run engine`: a light engine with Zeebe's gateway API, alone, for anybody's tests. */
async function main(args: string[]): Promise<void> {
  const { port, restPort, dataDir } = readArguments(args);
  const served = await start(port, restPort, dataDir);
  const stop = () => {
    served.close().then(() => process.exit(0), fail);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(`Engine ready: gRPC 127.0.0.1:${served.grpcPort}, REST http://127.0.0.1:${served.restPort}, data in ${dataDir}. Ctrl-C stops it.\n`);
}

function readArguments(args: string[]): { readonly port: number; readonly restPort: number; readonly dataDir: string } {
  const options = { port: { type: 'string' }, 'rest-port': { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean' } } as const;
  try {
    const { values } = parseArgs({ args, options });
    if (values.help === true) throw new StartError(USAGE);
    return {
      port: readPort('--port', values.port ?? '26500'),
      restPort: readPort('--rest-port', values['rest-port'] ?? '26580'),
      dataDir: path.resolve(values.data ?? './data/engine'),
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

async function start(grpcPort: number, restPort: number, dataDir: string): Promise<ServedEngine> {
  try {
    return await serveEngine({
      dataDir, host: '127.0.0.1', grpcPort, restPort,
      log: (level, message, fields) => { if (level === 'warn' || level === 'error') process.stderr.write(`${level}: ${message} ${JSON.stringify(fields ?? {})}\n`); },
    }, { recordsKept: RECORDS_KEPT });
  } catch (error) {
    const { code, port } = error as NodeJS.ErrnoException & { readonly port?: number };
    const setting = code !== 'EADDRINUSE' ? `--data=${dataDir}` : port === restPort ? `--rest-port=${restPort}` : `--port=${grpcPort}`;
    throw explainStartFailure(error, 'the engine', setting);
  }
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
