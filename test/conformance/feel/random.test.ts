import { expect } from 'chai';
import { findZeebe } from '../../support/zeebe-distribution.ts';
import { embeddedAnswer, expectSameAnswer } from './compare-answers.ts';
import { randomExpressions } from './random-expressions.ts';
import type { Answer } from './recorded.ts';
import { openZeebeAnswers } from './zeebe-answers.ts';

const SEED = Number(process.env.FEEL_SEED ?? 1);
const COUNT = Number(process.env.FEEL_RANDOM ?? 1000);
const AT_ONCE = 500;

/**
 * Zeebe lists the keys of a merged context in the order of a hash set, and keeps the text of numbers in contexts that it passes on unread
 * (`12.0`): neither tells a client anything.
 */
function withoutChance(answer: Answer): Answer {
  if (!answer.ok) return answer;
  const inOrder = (warning: string) => warning.replace(/(Available keys: )(.*)/, (_all, start: string, keys: string) => start + keys.split(', ').sort().join(', '));
  return { ...answer, json: answer.json.replaceAll(/("(?:[^"\\]|\\.)*")|(\d)\.0(?![\d.eE])/g, (_all, text: string | undefined, digit: string) => text ?? digit), warnings: answer.warnings.map(inOrder) };
}

describe(`${COUNT} random expressions (FEEL_RANDOM), from seed ${SEED} on (FEEL_SEED)`, () => {
  it('are answered as by real Zeebe', async function () {
    const distribution = findZeebe();
    if ('missing' in distribution) {
      console.log(`    skipped: ${distribution.missing}`);
      return this.skip();
    }
    this.timeout(60_000 + COUNT * 100);
    const zeebe = await openZeebeAnswers(distribution);
    const different: string[] = [];
    let asked = 0;
    try {
      for (let seed = SEED; asked < COUNT; seed += 1) {
        const answers = await zeebe.ask(randomExpressions(seed, Math.min(AT_ONCE, COUNT - asked)));
        for (const [expression, answer] of answers) {
          try {
            expectSameAnswer(withoutChance(embeddedAnswer(expression)), withoutChance(answer));
          } catch (error) {
            different.push(`${expression}\n${(error as Error).message}`);
          }
        }
        asked += answers.size;
      }
    } finally {
      await zeebe.close();
    }
    expect(different.join('\n\n')).to.equal('');
    expect(asked).to.be.at.least(COUNT);
  });
});
