import { readFileSync } from 'node:fs';
import { isLoopback, type SecurityOptions } from './gateway/index.ts';
import { StartError } from './start-error.ts';

/** Who may use the gateway and where it listens, as it was set; and what each setting is called, for messages. */
export interface AccessSettings {
  readonly host: string;
  /** With commas between several. */
  readonly tokens?: string | undefined;
  /** A file with one token a line. */
  readonly tokenFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly clientCaFile?: string | undefined;
}

export type AccessNames = Readonly<Record<keyof AccessSettings, string>>;

const TOKEN_LENGTH_MIN = 16;

/** @throws StartError naming the setting that is missing or wrong; tokens are not repeated */
export function readGatewayAccess(given: AccessSettings, names: AccessNames): SecurityOptions {
  const tokens = [...readTokens(given.tokens?.split(',') ?? [], names.tokens), ...readTokens(linesOf(given.tokenFile, names.tokenFile), names.tokenFile)];
  const { certFile, keyFile, clientCaFile } = given;
  if ((certFile === undefined) !== (keyFile === undefined)) {
    throw new StartError(`${names.certFile} and ${names.keyFile} belong together: set both, or neither.`);
  }
  if (clientCaFile !== undefined && certFile === undefined) throw new StartError(`${names.clientCaFile} needs ${names.certFile} and ${names.keyFile} too.`);
  if (!isLoopback(given.host) && tokens.length === 0 && clientCaFile === undefined) {
    throw new StartError(`${names.host}=${given.host} is reachable from other machines: set ${names.tokens} or ${names.tokenFile}, or ${names.clientCaFile}, `
      + 'so that the gateway can tell who may use it.');
  }
  const tls = certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile, ...(clientCaFile === undefined ? {} : { clientCaFile }) };
  return { tokens, tls };
}

function linesOf(file: string | undefined, name: string): string[] {
  if (file === undefined) return [];
  try {
    const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0) throw new StartError(`${name}=${file} is empty: write one token a line into it.`);
    return lines;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`${name}=${file} cannot be read: ${(error as Error).message}`);
  }
}

function readTokens(texts: readonly string[], name: string): string[] {
  const tokens = texts.map((text) => text.trim());
  const bad = tokens.find((token) => token.length < TOKEN_LENGTH_MIN || /\s/.test(token));
  if (bad !== undefined) throw new StartError(`${name} has a token of ${bad.length} characters: each must have at least ${TOKEN_LENGTH_MIN}, without spaces.`);
  return tokens;
}
