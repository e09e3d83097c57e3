import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

export const ZEEBE_VERSION = '8.5.8';
const OLDEST_JAVA = 21;

export interface ZeebeDistribution {
  /** Holds bin/broker, bin/zbctl and lib/. */
  readonly home: string;
  readonly javaHome: string;
}

/**
 * The real Zeebe that Takt is measured against: from ZEEBE_HOME, the cache, the local Maven repository, or fetched with
 * `mvn`; with a JDK that can run it. `{ missing }` says what this machine lacks.
 */
export function findZeebe(): ZeebeDistribution | { readonly missing: string } {
  const javaHome = findJava();
  if (javaHome === undefined) return { missing: `no JDK ≥ ${OLDEST_JAVA} (JAVA_HOME or /usr/lib/jvm/*)` };
  const home = findHome();
  if (home === undefined) return { missing: `no Zeebe ${ZEEBE_VERSION} (ZEEBE_HOME, the local Maven repository, or mvn to fetch it)` };
  return { home, javaHome };
}

function findHome(): string | undefined {
  const cache = path.join(tmpdir(), 'takt-zeebe', `camunda-zeebe-${ZEEBE_VERSION}`);
  for (const home of [process.env.ZEEBE_HOME, cache]) {
    if (home && existsSync(path.join(home, 'bin/broker'))) return home;
  }
  const archive = path.join(homedir(), `.m2/repository/io/camunda/camunda-zeebe/${ZEEBE_VERSION}/camunda-zeebe-${ZEEBE_VERSION}.tar.gz`);
  if (!existsSync(archive)) fetchArchive();
  if (!existsSync(archive)) return undefined;
  unpack(archive, cache);
  return cache;
}

function fetchArchive(): void {
  const artifact = `io.camunda:camunda-zeebe:${ZEEBE_VERSION}:tar.gz`;
  try {
    execFileSync('mvn', ['-q', '-B', 'dependency:get', `-Dartifact=${artifact}`, '-Dtransitive=false'], { stdio: 'ignore', timeout: 300_000 });
  } catch {
    // No mvn, or no way to its repository: the caller says that Zeebe is missing.
  }
}

function unpack(archive: string, cache: string): void {
  mkdirSync(path.dirname(cache), { recursive: true });
  const staging = mkdtempSync(`${cache}-`);
  execFileSync('tar', ['-xzf', archive, '-C', staging]);
  const [top] = readdirSync(staging);
  if (top === undefined) throw new Error(`${archive} is empty`);
  try {
    // A rename is atomic, so that two test runs never see half a distribution.
    if (!existsSync(cache)) renameSync(path.join(staging, top), cache);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function findJava(): string | undefined {
  const installed = existsSync('/usr/lib/jvm') ? readdirSync('/usr/lib/jvm').map((name) => path.join('/usr/lib/jvm', name)) : [];
  return [process.env.JAVA_HOME, ...installed].find((home) => home !== undefined && home !== '' && javaVersion(home) >= OLDEST_JAVA);
}

function javaVersion(home: string): number {
  try {
    // -XshowSettings prints to stderr, --version to stdout: "openjdk 25.0.1 2025-10-21 …".
    const text = execFileSync(path.join(home, 'bin/java'), ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return Number(/^\S+ (\d+)/.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
