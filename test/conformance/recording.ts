import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Performance, Scenario } from './scenario.ts';
import { slug } from './scenario.ts';

function file(area: string, scenario: Scenario): string {
  return path.join(import.meta.dirname, 'recorded', area, `${slug(scenario)}.json`);
}

/** What real Zeebe did when it last played the scenario; undefined when that was never written down. */
export function readRecording(area: string, scenario: Scenario): Performance | undefined {
  const name = file(area, scenario);
  return existsSync(name) ? (JSON.parse(readFileSync(name, 'utf8')) as Performance) : undefined;
}

export function writeRecording(area: string, scenario: Scenario, performance: Performance): void {
  const name = file(area, scenario);
  mkdirSync(path.dirname(name), { recursive: true });
  writeFileSync(name, `${JSON.stringify(performance, null, 1)}\n`);
}
