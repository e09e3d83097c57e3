import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from '../../support/eventually.ts';
import { findZeebe } from '../../support/zeebe-distribution.ts';
import type { CallStage } from '../gateway-calls/call-stage.ts';

const SOURCES = import.meta.dirname;
const DECISION = path.join(SOURCES, '../gateway-calls/decision.dmn');

export interface JavaClient {
  readonly java: string;
  readonly classpath: string;
}

/** Zeebe's Java client from Maven Central with the program that plays it, compiled; `{ missing }` says what this machine lacks. */
export function buildJavaClient(): JavaClient | { readonly missing: string } {
  const zeebe = findZeebe();
  const javaHome = 'missing' in zeebe ? process.env.JAVA_HOME : zeebe.javaHome;
  if (javaHome === undefined) return { missing: 'no JDK (JAVA_HOME or /usr/lib/jvm/*)' };
  const folder = path.join(tmpdir(), 'takt-java-client');
  mkdirSync(folder, { recursive: true });
  const libraries = path.join(folder, 'classpath.txt');
  if (!existsSync(libraries) && !fetchLibraries(folder, libraries)) return { missing: 'no mvn, or no way to Maven Central' };
  const classpath = readFileSync(libraries, 'utf8').trim();
  execFileSync(path.join(javaHome, 'bin/javac'), ['-nowarn', '-d', folder, '-cp', classpath, path.join(SOURCES, 'ClientRun.java')]);
  return { java: path.join(javaHome, 'bin/java'), classpath: `${folder}:${classpath}` };
}

function fetchLibraries(folder: string, file: string): boolean {
  copyFileSync(path.join(SOURCES, 'pom.xml'), path.join(folder, 'pom.xml'));
  try {
    execFileSync('mvn', ['-q', '-B', 'dependency:build-classpath', `-Dmdep.outputFile=${file}`], { cwd: folder, stdio: 'ignore', timeout: 300_000 });
    return true;
  } catch {
    rmSync(file, { force: true });
    return false;
  }
}

type Where = Pick<CallStage, 'records'> & {
  readonly grpcUrl: string;
  readonly restUrl: string;
  readonly environment?: Readonly<Record<string, string>>;
};

/** Runs the program against a gateway and gives what it printed, keys by numbers; what it asks for is found in the record stream. */
export async function runJavaClient({ java, classpath }: JavaClient, where: Where): Promise<string[]> {
  const child = spawn(java, ['-XX:TieredStopAtLevel=1', '-cp', classpath, 'ClientRun', where.grpcUrl, where.restUrl, DECISION],
    { env: { PATH: process.env.PATH, ...where.environment }, stdio: ['pipe', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  for await (const line of createInterface(child.stdout)) {
    const [mark, valueType, instanceKey] = line.split(' ') as [string, string, string];
    if (mark === '?') child.stdin.write(`${await createdKey(where, valueType, instanceKey)}\n`);
    else lines.push(line);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`the Java client ended with ${code}:\n${errors}`);
  return numbered(lines);
}

function createdKey({ records }: Where, valueType: string, processInstanceKey: string): Promise<string> {
  return eventually(`the ${valueType}`, () => Promise.resolve(records().find((record) =>
    record.valueType === valueType && record.intent === 'CREATED' && String(record.value['processInstanceKey']) === processInstanceKey))).then(({ key }) => String(key));
}

function numbered(lines: readonly string[]): string[] {
  const names = new Map<string, string>();
  const name = (key: string) => names.get(key) ?? names.set(key, `#${names.size + 1}`).get(key)!;
  return lines.map((line) => line.replaceAll(/(?<!\d)22517998\d{8}(?!\d)/g, name).replace(/(command-api-1 to )\S+ timed out in PT[\d.]+S/, '$1<address> timed out in <time>'));
}

const RECORDED = path.join(SOURCES, '../recorded/java-client.json');

export function readJavaRecording(): readonly string[] | undefined {
  return existsSync(RECORDED) ? JSON.parse(readFileSync(RECORDED, 'utf8')) as string[] : undefined;
}

export function writeJavaRecording(lines: readonly string[]): void {
  writeFileSync(RECORDED, `${JSON.stringify(lines, null, 1)}\n`);
}
