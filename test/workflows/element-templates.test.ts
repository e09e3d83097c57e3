import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { elementTemplates } from '../../connectors/catalog.ts';
import { projectRoot } from '../../server/project-root.ts';

const folder = path.join(projectRoot(), 'workflows/element-templates');

describe('element templates', () => {
  it('are those of the connectors: node --import tsx connectors/write-element-templates.ts', () => {
    const expected = elementTemplates();
    expect(readdirSync(folder).sort()).to.deep.equal(expected.map(({ name }) => name).sort());
    for (const { name, content } of expected) expect(readFileSync(path.join(folder, name), 'utf8'), name).to.equal(content);
  });

  it('bind every property to something that the engine reads', () => {
    for (const { name, content } of elementTemplates()) {
      const { properties } = JSON.parse(content) as { properties: { binding: { type: string; property?: string } }[] };
      expect(properties[0]?.binding, name).to.deep.equal({ type: 'zeebe:taskDefinition', property: 'type' });
      for (const { binding } of properties) expect(['zeebe:taskDefinition', 'zeebe:input', 'zeebe:output'], name).to.include(binding.type);
    }
  });
});
