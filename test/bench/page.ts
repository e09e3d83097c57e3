import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../server/project-root.ts';

const PAGE = 'docs/benchmarks.md';

/** Replaces one of the page's generated parts, between `<!-- name -->` and `<!-- end name -->`; the rest of the page is written by people. */
export function writePart(name: string, text: string): void {
  const file = path.join(projectRoot(), PAGE);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [before, rest] = page.split(`<!-- ${name} -->\n`);
  const after = rest?.split(`<!-- end ${name} -->\n`)[1];
  if (after === undefined) throw new Error(`${PAGE} has no part ${name}: it lies between <!-- ${name} --> and <!-- end ${name} -->`);
  writeFileSync(file, `${before}<!-- ${name} -->\n${text.trim()}\n<!-- end ${name} -->\n${after}`);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const today = (): string => new Date().toISOString().slice(0, 10);
