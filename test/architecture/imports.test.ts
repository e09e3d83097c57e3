import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { projectRoot } from '../../server/project-root.ts';

interface CruiseSummary {
  readonly totalCruised: number;
  readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[];
}

describe('imports', () => {
  let summary: CruiseSummary;

  before(async function () {
    this.timeout(120_000);
    const root = projectRoot();
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.config/dependency-cruiser.cjs', '--output-type', 'json', 'server', 'connectors', 'client'],
      { cwd: root, maxBuffer: 256 * 1024 * 1024 },
    ).catch((error: { stdout: string; stderr: string }) => {
      // With violations it ends with their number as exit code, and still prints the report.
      if (!error.stdout.startsWith('{')) throw new Error(error.stderr);
      return error;
    });
    summary = (JSON.parse(stdout) as { summary: CruiseSummary }).summary;
  });

  it('go one way, as docs/ARCHITECTURE.md says', () => {
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).to.deep.equal([]);
  });

  it('were looked at: under an unfit TypeScript the checker reads nothing and finds nothing', () => {
    expect(summary.totalCruised).to.be.greaterThan(100);
  });
});
