import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { compileExpression } from '../../../server/engine/expressions/index.ts';
import { parseBpmn } from '../../../server/engine/model/index.ts';

const library = path.resolve(import.meta.dirname, '../../../workflows');
const ATTRIBUTE = / [\w:]+="[^"]*"/g;

/** The semantic part: what is drawn where matters to nobody here. */
function semantics(xml: string): string {
  return xml.replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '');
}

/** The diagram without one of its attributes, and with one of them set to something else, for each attribute. */
function* damaged(xml: string): Generator<string> {
  for (const { index, 0: text } of xml.matchAll(ATTRIBUTE)) {
    const [before, after] = [xml.slice(0, index), xml.slice(index + text.length)];
    yield before + after;
    yield `${before}${text.replace(/"[^"]*"/, '""')}${after}`;
    yield `${before}${text.replace(/"[^"]*"/, '"=start"')}${after}`;
  }
  for (const { index, 0: text } of xml.matchAll(/<bpmn:(\w+)[^>]*\/>|<bpmn:(\w+)[^>]*>[^<]*<\/bpmn:\2>/g)) {
    yield xml.slice(0, index) + xml.slice(index + text.length);
  }
}

describe('damaged diagrams', () => {
  for (const file of readdirSync(library, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bpmn'))) {
    it(`${path.basename(file)} is deployed or refused with a reason, whatever is missing or changed`, () => {
      const xml = semantics(readFileSync(path.join(library, file), 'utf8'));
      let refused = 0;
      for (const variant of damaged(xml)) {
        const parsed = parseBpmn(variant, file, compileExpression);
        if (parsed.ok) continue;
        refused += 1;
        expect(parsed.message).to.match(/^['`].*\.bpmn['`]: .+/);
      }
      expect(refused).to.be.greaterThan(50);
    });
  }
});
