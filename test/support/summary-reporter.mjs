import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/**
 * One line a test file, each failure in full at the end, and the counts as JSON in the file that TAKT_TEST_SUMMARY names.
 * A failing hook counts as a failure.
 */
export default class SummaryReporter {
  constructor(runner) {
    const files = new Map();
    const failures = [];
    const skips = [];
    let shown;

    const count = (test, outcome) => {
      const file = test.file ?? test.parent?.file ?? '(no file)';
      if (shown !== undefined && shown !== file) print(shown);
      shown = file;
      const counts = files.get(file) ?? { passed: 0, failed: 0, skipped: 0, durationMs: 0 };
      counts[outcome] += 1;
      counts.durationMs += test.duration ?? 0;
      files.set(file, counts);
    };
    const print = (file) => {
      const { passed, failed, skipped, durationMs } = files.get(file);
      const notes = [failed > 0 && `${failed} FAILED`, skipped > 0 && `${skipped} skipped`].filter(Boolean);
      process.stdout.write(`  ${failed > 0 ? '✗' : '✓'} ${path.relative(process.cwd(), file)}: ${[passed, ...notes].join(', ')} (${durationMs} ms)\n`);
    };

    runner.on('pass', (test) => count(test, 'passed'));
    runner.on('pending', (test) => {
      count(test, 'skipped');
      skips.push(test.fullTitle());
    });
    runner.on('fail', (test, error) => {
      test.err = error;
      failures.push(test);
      count(test, 'failed');
    });
    runner.once('end', () => {
      if (shown !== undefined) print(shown);
      for (const title of skips) process.stdout.write(`  skipped: ${title}\n`);
      if (failures.length > 0) Mocha.reporters.Base.list(failures);
      const totals = { passed: 0, failed: 0, skipped: 0 };
      for (const counts of files.values()) for (const outcome of Object.keys(totals)) totals[outcome] += counts[outcome];
      if (process.env.TAKT_TEST_SUMMARY) writeFileSync(process.env.TAKT_TEST_SUMMARY, JSON.stringify(totals));
      process.stdout.write(`${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}\n`);
    });
  }
}
