import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../server/project-root.ts';
import { sourceFiles } from './source-files.ts';

const text = (file: string): string => readFileSync(path.join(projectRoot(), file), 'utf8');

function attributes(files: readonly string[], pattern: RegExp): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const file of files) {
    for (const [, value] of text(file).matchAll(pattern)) places.set(value!, [...(places.get(value!) ?? []), file]);
  }
  return places;
}

describe('the process library', () => {
  const diagrams = sourceFiles(['workflows'], /\.bpmn$/);

  it('is there', () => {
    expect(diagrams).to.have.length.greaterThan(3);
  });

  it('uses only job types that a connector works on', () => {
    const used = attributes(diagrams, /<zeebe:taskDefinition [^>]*type="([^"]+)"/g);
    const offered = attributes(sourceFiles(['connectors'], /\.ts$/), /\btype: '([a-z-]+:[a-z-]+)'/g);
    expect([...used.keys()].filter((type) => !offered.has(type)), `offered: ${[...offered.keys()].join(', ')}`).to.deep.equal([]);
  });

  it('uses only forms that are in forms/', () => {
    const used = attributes(diagrams, /<zeebe:formDefinition [^>]*(?:externalReference|formId)="([^"]+)"/g);
    const forms = sourceFiles(['forms'], /\.form\.json$/).map((file) => path.basename(file, '.form.json'));
    expect([...used.keys()].filter((form) => !forms.includes(form)), `there are: ${forms.join(', ')}`).to.deep.equal([]);
  });

  it('calls only processes of its own', () => {
    const processes = attributes(diagrams, /<bpmn:process id="([^"]+)"/g);
    const called = attributes(diagrams, /<zeebe:calledElement [^>]*processId="([^"=]+)"/g);
    expect([...called.keys()].filter((id) => !processes.has(id))).to.deep.equal([]);
  });

  it('has a page beside every diagram', () => {
    expect(diagrams.filter((file) => !sourceFiles([path.dirname(file)], /^README\.md$/).length)).to.deep.equal([]);
  });
});
