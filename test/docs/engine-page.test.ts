import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../server/project-root.ts';
import { supportTables } from './engine-support.ts';

const page = path.join(projectRoot(), 'docs/engine.md');
const generated = /(<!-- generated -->\n)([^]*?)(<!-- end -->)/;

describe('docs/engine.md', () => {
  it('lists what the engine supports as the code has it (TAKT_WRITE_DOCS=1 writes it anew)', () => {
    const text = readFileSync(page, 'utf8');
    if (process.env.TAKT_WRITE_DOCS === '1') writeFileSync(page, text.replace(generated, (_all, begin: string, _old, end: string) => `${begin}${supportTables()}\n${end}`));
    expect(generated.exec(readFileSync(page, 'utf8'))?.[2]).to.equal(`${supportTables()}\n`);
  });
});
