import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Round } from './game.ts';

const FAILED = path.join(import.meta.dirname, 'failed-seeds.txt');
const RECORDED = path.join(import.meta.dirname, 'recorded.json.gz');

/** Seeds that once failed, oldest first: one a line, with what it showed. */
export function failedSeeds(): number[] {
  if (!existsSync(FAILED)) return [];
  return readFileSync(FAILED, 'utf8').split('\n').filter((line) => /^\d+/.test(line)).map((line) => Number.parseInt(line, 10));
}

export function keepFailedSeed(seed: number, showed: string): void {
  if (!failedSeeds().includes(seed)) appendFileSync(FAILED, `${seed} ${showed.slice(0, 160)}\n`);
}

/** What Zeebe did with some seeds, for machines without one. */
export type Recording = Readonly<Record<string, readonly Round[]>>;

export function readRecording(): Recording {
  return JSON.parse(gunzipSync(readFileSync(RECORDED)).toString('utf8')) as Recording;
}

export function writeRecording(recording: Recording): void {
  writeFileSync(RECORDED, gzipSync(JSON.stringify(recording), { level: 9 }));
}
