import path from 'node:path';
import { z } from 'zod';
import { isLoopback } from './gateway/index.ts';
import { StartError } from './start-error.ts';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);
const flag = (fallback: boolean) =>
  z.enum(['0', '1', 'true', 'false']).default(fallback ? '1' : '0').transform((text) => text === '1' || text === 'true');
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be a URL that begins with ${protocols.map((name) => `${name}//`).join(' or ')}`,
  });
const address = z.string().regex(/^[^\s:/]+:\d+$/, 'must look like host:port');
const duration = z.string().regex(/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/, 'must be an ISO 8601 duration such as PT15M');

/** Every setting: its rule, and the line that .env.example shows for it (a test keeps the two together). */
export const settings = {
  DATA_DIR: { rule: z.string().min(1).default('./data'), about: 'Folder of the database, the engine\'s state and the secrets. Back it up.' },
  HOST: { rule: z.string().default('127.0.0.1'), about: 'Address that the web server listens on; 0.0.0.0 in a container or behind a proxy.' },
  PORT: { rule: port(8080), about: 'Port of the web client and the API.' },
  TRUST_PROXY: { rule: z.string().default('loopback'), about: 'Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto count, with commas: loopback, uniquelocal, 10.0.0.5 …' },
  PUBLIC_URL: { rule: url('http:', 'https:').optional(), about: 'The address people use, for links in mails. Default: http://localhost:PORT.' },
  LOG_LEVEL: { rule: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'), about: 'Detail of the log on standard error.' },
  TAKT_DEMO: { rule: flag(true), about: 'Loads the demo plant, its people and its simulated machines into an empty plant.' },
  TAKT_ADMIN_PASSWORD: { rule: z.string().min(8, 'must have at least 8 characters').optional(), about: 'Password of the first admin of a plant without demo; made up and printed once when missing.' },
  DATABASE_URL: { rule: url('mysql:').optional(), about: 'mysql://user:password@host:3306/takt. Default: SQLite in DATA_DIR.' },
  ZEEBE_ADDRESS: { rule: address.optional(), about: 'gRPC address of a Zeebe 8.5 cluster. Default: the embedded engine.' },
  ZEEBE_REST_ADDRESS: { rule: url('http:', 'https:').optional(), about: 'REST address of that cluster (user tasks). Needed with ZEEBE_ADDRESS.' },
  ZEEBE_TOKEN: { rule: z.string().optional(), about: 'Bearer token that the cluster\'s gateway asks for.' },
  ZEEBE_TLS: { rule: flag(false), about: 'gRPC to the cluster goes over TLS (REST does where its address begins with https).' },
  ZEEBE_TLS_CA: { rule: z.string().optional(), about: 'PEM file of the authority that signed the cluster\'s certificate. Default: those that Node.js knows.' },
  ZEEBE_TLS_CERT: { rule: z.string().optional(), about: 'PEM file of Takt\'s own certificate, for a cluster that asks for one.' },
  ZEEBE_TLS_KEY: { rule: z.string().optional(), about: 'PEM file of that certificate\'s key.' },
  ENGINE_HOST: { rule: z.string().default('127.0.0.1'), about: 'Address that the embedded engine\'s gateway listens on; beyond loopback it needs tokens or ENGINE_TLS_CLIENT_CA.' },
  ENGINE_PORT: { rule: port(26500), about: 'gRPC port of the embedded engine\'s gateway.' },
  ENGINE_REST_PORT: { rule: port(26580), about: 'REST port of the embedded engine\'s gateway.' },
  ENGINE_TOKEN: { rule: z.string().optional(), about: 'Bearer tokens, with commas, any of which opens that gateway; each has at least 16 characters.' },
  ENGINE_TOKEN_FILE: { rule: z.string().optional(), about: 'File with such tokens, one a line.' },
  ENGINE_TLS_CERT: { rule: z.string().optional(), about: 'PEM file of that gateway\'s certificate and its chain: gRPC and REST go over TLS then.' },
  ENGINE_TLS_KEY: { rule: z.string().optional(), about: 'PEM file of that certificate\'s key.' },
  ENGINE_TLS_CLIENT_CA: { rule: z.string().optional(), about: 'PEM file of an authority: only clients with a certificate of it are let in (mutual TLS).' },
  RECORD_SINK_HOST: { rule: z.string().default('127.0.0.1'), about: 'Address for the records that a Zeebe cluster\'s Elasticsearch exporter sends.' },
  RECORD_SINK_PORT: { rule: port(9250), about: 'Port of that record sink; opened only with ZEEBE_ADDRESS.' },
  RECORD_SINK_TOKEN: { rule: z.string().min(16, 'must have at least 16 characters').optional(), about: 'Password that the exporter must give (basic authentication); needed when RECORD_SINK_HOST is not loopback.' },
  MQTT_PORT: { rule: port(1884), about: 'Port of the embedded MQTT broker (127.0.0.1).' },
  MQTT_URL: { rule: url('mqtt:', 'mqtts:', 'ws:', 'wss:').optional(), about: 'An own MQTT broker instead of the embedded one.' },
  SMTP_URL: { rule: url('smtp:', 'smtps:').optional(), about: 'smtp://user:password@host:587. Without it mails stay in the outbox, which the web client shows as an inbox.' },
  MAIL_FROM: { rule: z.string().default('Takt <takt@localhost>'), about: 'Sender of mails.' },
  ERP_URL: { rule: url('http:', 'https:').optional(), about: 'Where finished orders are reported (B2MML, POST). Without it reports wait in the outbox.' },
  ERP_TOKEN: { rule: z.string().min(16, 'must have at least 16 characters').optional(), about: 'Bearer token with which the ERP may post to /api/erp/b2mml.' },
  ESCALATE_AFTER: { rule: duration.default('PT15M'), about: 'How long a ticket may wait for somebody before it is escalated (ISO 8601).' },
} as const satisfies Record<string, { rule: z.ZodType; about: string }>;

/** Not repeated in messages: they are secrets or hold one. */
const secret: ReadonlySet<string> = new Set<keyof typeof settings>(['TAKT_ADMIN_PASSWORD', 'DATABASE_URL', 'RECORD_SINK_TOKEN', 'ENGINE_TOKEN', 'ZEEBE_TOKEN', 'MQTT_URL', 'SMTP_URL', 'ERP_TOKEN']);

const schema = z.object({
  ...(Object.fromEntries(Object.entries(settings).map(([name, { rule }]) => [name, rule])) as { [Name in keyof typeof settings]: (typeof settings)[Name]['rule'] }),
});

export type Config = z.infer<typeof schema> & { readonly publicUrl: string; readonly dataDir: string };

/**
 * Reads and checks the environment once. An empty value counts as not set.
 * @throws StartError naming the setting, what is wrong and the fix
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.keys(settings).map((name) => [name, environment[name]?.trim() || undefined]));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const name = String(issue.path[0]);
    const value = secret.has(name) ? '…' : given[name];
    throw new StartError(`The setting ${name}="${value}" ${issue.message.replace(/^Invalid/, 'is invalid: invalid')}. Correct it in the environment or in .env (see .env.example).`);
  }
  const config = parsed.data;
  if (config.ZEEBE_ADDRESS !== undefined && config.ZEEBE_REST_ADDRESS === undefined)
    throw new StartError('ZEEBE_ADDRESS is set but ZEEBE_REST_ADDRESS is not: set it to the cluster\'s REST address, such as http://zeebe:8080.');
  if (config.ZEEBE_ADDRESS !== undefined && !isLoopback(config.RECORD_SINK_HOST) && config.RECORD_SINK_TOKEN === undefined)
    throw new StartError(`RECORD_SINK_HOST=${config.RECORD_SINK_HOST} is reachable from outside: set RECORD_SINK_TOKEN (at least 16 characters) and give it to the exporter.`);
  return {
    ...config,
    dataDir: path.resolve(config.DATA_DIR),
    publicUrl: (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, ''),
  };
}
