import { expect } from 'chai';
import { compileExpression } from '../../../server/engine/expressions/index.ts';
import { parseBpmn } from '../../../server/engine/model/index.ts';

/** What is wrong, the diagram, and what Zeebe 8.5.8 says: the messages by element. */
export type Row = readonly [title: string, xml: string, problems: Readonly<Record<string, readonly string[]>>];

/** One test a row. Zeebe names the elements in no order of its own, so the order is not compared. */
export function refuses(rows: readonly Row[]): void {
  for (const [title, xml, problems] of rows) {
    it(`refuses ${title}`, () => {
      const parsed = parseBpmn(xml, 'x.bpmn', compileExpression);
      const expected = Object.entries(problems).map(([element, messages]) =>
        `- Element: ${element}\n${messages.map((message) => `    - ERROR: ${message}\n`).join('')}`);
      expect(parsed.ok ? 'deployed' : blocks(parsed.message)).to.deep.equal(expected.sort());
    });
  }
}

function blocks(message: string): string[] {
  expect(message).to.match(/^'x\.bpmn': /);
  return message.replace(/^'x\.bpmn': /, '').split(/(?=^- Element: )/m).sort();
}
