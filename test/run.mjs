// `npm test`: builds what the tests start, runs every suite and ends in the line "N passed, N failed[, N skipped]".
// `node test/run.mjs <suite>…` runs just those: unit, mysql, browser, conformance, story, fuzz, chaos, kills.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');

/** Suites by name; `unit` is everything outside the folders of the others. `needs` says what this machine lacks for a suite. */
const suites = {
  unit: { title: 'unit, engine, API, connectors', built: true },
  mysql: { title: 'the plant on MySQL', folders: ['test/database', 'test/records', 'test/mes', 'test/api', 'test/connectors'], environment: { TEST_DIALECT: 'mysql' }, needs: lacksMysql },
  browser: { title: 'in the browser', folder: 'test/browser', timeoutMs: 120_000, built: true, needs: lacksChromium },
  conformance: { title: 'side by side with Zeebe', folder: 'test/conformance', timeoutMs: 60_000 },
  story: { title: 'the story', folder: 'test/story', timeoutMs: 180_000, built: true },
  fuzz: { title: 'whatever clients send', folder: 'test/fuzz', timeoutMs: 60_000, built: true },
  chaos: { title: 'killed at any moment', folder: 'test/chaos', timeoutMs: 300_000, built: true },
  kills: { title: 'the engine, killed a thousand times', folder: 'test/chaos/kills', built: true, environment: { CHAOS_KILLS: process.env.CHAOS_KILLS ?? '1000' } },
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in suites));
if (unknown !== undefined) {
  console.error(`no suite ${unknown}; there are: ${Object.keys(suites).join(', ')}`);
  process.exit(2);
}
const chosen = (asked.length > 0 ? asked : ['unit', 'story', 'browser']).map((name) => suites[name]);
const scratch = mkdtempSync(path.join(tmpdir(), 'takt-test-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
try {
  if (chosen.some((suite) => suite.built)) build();
  for (const suite of chosen) add(run(suite));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;

function build() {
  console.log('== build');
  const built = spawnSync(process.execPath, [path.join(root, 'server/build.mjs')], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) {
    console.error('the build failed');
    add({ passed: 0, failed: 1, skipped: 0 });
  }
}

function run(suite) {
  console.log(`== ${suite.title}`);
  const files = suite.folders?.flatMap((folder) => testFiles(path.join(root, folder))) ?? (suite.folder === undefined ? unitFiles() : testFiles(path.join(root, suite.folder)));
  if (files.length === 0) {
    console.log('  no tests here');
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const missing = suite.needs?.();
  if (missing !== undefined) {
    console.log(`  skipped: ${missing}`);
    return { passed: 0, failed: 0, skipped: mochaCounts(suite, files, ['--dry-run'], 'ignore').passed };
  }
  return mochaCounts(suite, files, [], 'inherit');
}

function mochaCounts(suite, files, flags, stdio) {
  const summary = path.join(scratch, 'summary.json');
  rmSync(summary, { force: true });
  const selection = [...(suite.timeoutMs === undefined ? [] : ['--timeout', String(suite.timeoutMs)]), ...files];
  const ended = spawnSync(process.execPath, [mocha, '--reporter', path.join(root, 'test/support/summary-reporter.mjs'), '--exit', ...flags, ...selection], {
    cwd: root,
    env: { ...process.env, ...suite.environment, TAKT_TEST_SUMMARY: summary },
    stdio: ['ignore', stdio, stdio],
  });
  // A suite that ended before its summary (an import that throws, a crash) is a failure, never silence.
  if (!existsSync(summary)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = JSON.parse(readFileSync(summary, 'utf8'));
  return ended.status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function add(counts) {
  for (const outcome of Object.keys(totals)) totals[outcome] += counts[outcome];
}

function unitFiles() {
  const others = [...Object.values(suites).flatMap(({ folder }) => folder ?? []), 'test/bench'].map((folder) => path.join(root, folder) + path.sep);
  return testFiles(path.join(root, 'test')).filter((file) => !others.some((folder) => file.startsWith(folder)));
}

function testFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name))
    .sort();
}

function lacksChromium() {
  const found = evaluate("import { findChromium } from './test/support/chromium.ts'; process.stdout.write(findChromium() ?? '');");
  return found === '' ? 'no Chromium on this machine (CHROME_PATH, or install chromium)' : undefined;
}

function lacksMysql() {
  const missing = evaluate("import { findMysql } from './test/support/mariadb.ts'; process.stdout.write((await findMysql()).missing ?? '');");
  return missing === '' ? undefined : missing;
}

function evaluate(script) {
  return execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' });
}
