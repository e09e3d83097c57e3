import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../server/project-root.ts';
import { sourceFiles } from './source-files.ts';

const LINES_MAX = 500;

describe('source files', () => {
  it(`hold one idea: none has more than ${LINES_MAX} lines`, () => {
    const files = sourceFiles(['server', 'connectors', 'client'], /\.(ts|tsx|mjs|css)$/);
    expect(files).to.have.length.greaterThan(100);
    const lengths = files.map((file) => ({ file, lines: readFileSync(path.join(projectRoot(), file), 'utf8').split('\n').length - 1 }));
    expect(lengths.filter(({ lines }) => lines > LINES_MAX)).to.deep.equal([]);
  });
});
