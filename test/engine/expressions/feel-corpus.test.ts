import { embeddedAnswer, expectSameAnswer } from '../../conformance/feel/compare-answers.ts';
import { corpus } from '../../conformance/feel/corpus.ts';
import { readRecorded } from '../../conformance/feel/recorded.ts';

describe('FEEL answers as real Zeebe does', () => {
  const recorded = readRecorded();

  for (const [category, expressions] of Object.entries(corpus)) {
    describe(category, () => {
      for (const expression of new Set(expressions)) {
        it(expression, () => {
          const expected = recorded[expression];
          if (expected === undefined) throw new Error('record.ts has not asked Zeebe yet');
          expectSameAnswer(embeddedAnswer(expression), expected);
        });
      }
    });
  }
});
