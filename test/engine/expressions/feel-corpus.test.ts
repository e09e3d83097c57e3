import { expect } from 'chai';
import { compileExpression } from '../../../server/engine/expressions/index.ts';
import { corpus, variables } from '../../conformance/feel/corpus.ts';
import { deviations } from '../../conformance/feel/deviations.ts';
import { readRecorded, RECORDED_AT, type Answer } from '../../conformance/feel/recorded.ts';

function ours(expression: string): Answer {
  const result = compileExpression(`=${expression}`).evaluate((name) => variables[name], () => new Date(RECORDED_AT));
  if (!result.ok) {
    // The text of an incident: the engine adds the warnings to a failure.
    const reported = result.warnings.map(({ type, message }) => `\n[${type}] ${message}`).join('');
    return { ok: false, message: result.message + (reported === '' ? '' : ` The evaluation reported the following warnings:${reported}`) };
  }
  const warnings = result.warnings.map(({ type, message }) => `${type}: ${message}`);
  return { ok: true, json: result.json, type: result.type, warnings: warnings.join('\n').trimEnd().split('\n').filter((warning) => warning !== '') };
}

/** Numbers keep their digits: JSON.parse would make the same double of two different ones. */
function withExactNumbers(json: string): unknown {
  return JSON.parse(json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) => (token.startsWith('"') ? token : `{"number":"${token}"}`)));
}

describe('FEEL answers as real Zeebe does', () => {
  const recorded = readRecorded();

  for (const [category, expressions] of Object.entries(corpus)) {
    describe(category, () => {
      for (const expression of new Set(expressions)) {
        const deviation = deviations[expression];
        it(expression, () => {
          const expected = recorded[expression];
          expect(expected, 'record.ts has not asked Zeebe yet').to.not.equal(undefined);
          if (!expected) return;
          const actual = ours(expression);
          if (deviation) return void expect(actual, deviation.why).to.deep.include(deviation.ours);
          if (!expected.ok || !actual.ok) return void expect(actual).to.deep.equal(expected);
          expect(withExactNumbers(actual.json)).to.deep.equal(withExactNumbers(expected.json));
          expect(actual.type).to.equal(expected.type);
          // Zeebe shows contexts that it has not read yet as addresses of buffers; and tells no warnings where a text is fine.
          const readable = expected.type !== 'STRING' && !expected.warnings.some((warning) => warning.includes('UnsafeBuffer'));
          if (readable) expect(actual.warnings).to.deep.equal(expected.warnings);
        });
      }
    });
  }
});
