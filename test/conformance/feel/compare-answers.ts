import { expect } from 'chai';
import { compileExpression } from '../../../server/engine/expressions/index.ts';
import { variables } from './corpus.ts';
import { RECORDED_AT, type Answer } from './recorded.ts';

/** The embedded engine's answer, in the form of a recorded one. */
export function embeddedAnswer(expression: string): Answer {
  const result = compileExpression(`=${expression}`).evaluate((name) => variables[name], () => new Date(RECORDED_AT));
  if (!result.ok) {
    // The text of an incident: the engine adds the warnings to a failure.
    const reported = result.warnings.map(({ type, message }) => `\n[${type}] ${message}`).join('');
    return { ok: false, message: result.message + (reported === '' ? '' : ` The evaluation reported the following warnings:${reported}`) };
  }
  return { ok: true, json: result.json, type: result.type, warnings: result.warnings.map(({ type, message }) => `${type}: ${message}`) };
}

/** @throws AssertionError where the two differ in what a client can see */
export function expectSameAnswer(actual: Answer, zeebes: Answer): void {
  if (!zeebes.ok || !actual.ok) return void expect(actual).to.deep.equal(zeebes);
  expect(withExactNumbers(actual.json)).to.deep.equal(withExactNumbers(zeebes.json));
  expect(actual.type).to.equal(zeebes.type);
  // Zeebe shows contexts that it has not read yet as addresses of buffers; and tells no warnings where a text is fine.
  const readable = zeebes.type !== 'STRING' && !zeebes.warnings.some((warning) => warning.includes('UnsafeBuffer'));
  // Zeebe's are cut out of a text that ends in white space.
  if (readable) expect(actual.warnings.join('\n').trimEnd()).to.equal(zeebes.warnings.join('\n').trimEnd());
}

/** Numbers keep their digits: JSON.parse would make the same double of two different ones. */
function withExactNumbers(json: string): unknown {
  return JSON.parse(json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) => (token.startsWith('"') ? token : `{"number":"${token}"}`)));
}
