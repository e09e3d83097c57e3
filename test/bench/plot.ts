import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../server/project-root.ts';

export interface Series {
  readonly name: string;
  /** What the values are in, written at the axis. */
  readonly unit: string;
  readonly values: readonly number[];
}

const WIDTH = 900;
const PANEL_HEIGHT = 170;
const LEFT = 90;
const RIGHT = 20;
const TOP = 40;
const GAP = 46;

/** One panel for each series, above each other, over the same x values on a logarithmic axis; an SVG picture in docs/images. */
export function plot(name: string, title: string, xName: string, xs: readonly number[], series: readonly Series[]): void {
  const height = TOP + series.length * (PANEL_HEIGHT + GAP) + 10;
  const [first, last] = [Math.log10(xs[0]!), Math.log10(xs.at(-1)!)];
  const x = (value: number) => LEFT + ((Math.log10(value) - first) / Math.max(last - first, 1e-9)) * (WIDTH - LEFT - RIGHT);
  const panels = series.map(({ name: label, unit, values }, i) => panel(label, unit, values, xs, x, TOP + 20 + i * (PANEL_HEIGHT + GAP)));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">
<rect width="${WIDTH}" height="${height}" fill="white"/>
<text x="${LEFT}" y="24" font-size="16">${title}</text>
${panels.join('\n')}
<text x="${WIDTH - RIGHT}" y="${height - 8}" text-anchor="end" fill="#555">${xName}</text>
</svg>
`;
  const folder = path.join(projectRoot(), 'docs/images');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.svg`), svg);
}

function panel(label: string, unit: string, values: readonly number[], xs: readonly number[], x: (value: number) => number, top: number): string {
  const highest = niceAbove(Math.max(...values));
  const bottom = top + PANEL_HEIGHT;
  const y = (value: number) => bottom - (value / highest) * PANEL_HEIGHT;
  const points = values.map((value, i) => `${x(xs[i]!).toFixed(1)},${y(value).toFixed(1)}`);
  return [
    `<text x="${LEFT}" y="${top - 6}">${label}</text>`,
    ...[0, 0.5, 1].map((share) => `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(share * highest)}" y2="${y(share * highest)}" stroke="#ddd"/>`
      + `<text x="${LEFT - 8}" y="${y(share * highest) + 4}" text-anchor="end" fill="#555">${shown(share * highest)} ${unit}</text>`),
    ...xs.map((value) => `<text x="${x(value)}" y="${bottom + 16}" text-anchor="middle" fill="#555">${shown(value)}</text>`),
    `<polyline points="${points.join(' ')}" fill="none" stroke="#1677ff" stroke-width="2"/>`,
    ...points.map((point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3.5" fill="#1677ff"/>`),
  ].join('\n');
}

/** 1, 2 or 5 and zeros. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value)!;
}

function shown(value: number): string {
  return value >= 1_000_000 ? `${value / 1_000_000} M` : value >= 10_000 ? `${value / 1_000} k` : String(Number(value.toPrecision(3)));
}
