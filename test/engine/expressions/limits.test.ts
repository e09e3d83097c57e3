import { expect } from 'chai';
import { compileExpression } from '../../../server/engine/expressions/index.ts';

function evaluate(expression: string, variables: Readonly<Record<string, string>> = {}) {
  return compileExpression(`=${expression}`).evaluate((name) => variables[name], () => new Date(0));
}

/** Entries `e0`, `e1`, … of a context, each made of the one before. */
function levels(first: string, next: (name: string) => string, count: number): string {
  return [`e0: ${first}`, ...Array.from({ length: count }, (_, i) => `e${i + 1}: ${next(`e${i}`)}`)].join(', ');
}

function doubling(first: string, next: (name: string) => string): string {
  return `{${levels(first, next, 60)}}.e60`;
}

describe('FEEL within limits', () => {
  const refused: Readonly<Record<string, readonly [expression: string, message: RegExp]>> = {
    'a range without end': ['for x in 1..100000000 return x', /more than 300000 steps/],
    'loops that multiply': ['for a in 1..10000, b in 1..10000 return 1', /more than 300000 steps/],
    'nested loops': ['for x in 1..1000 return for y in 1..1000 return y', /more than 300000 steps/],
    'a text that grows': [`${'replace('.repeat(8)}"aaaaaaaaaa"${', "a", "aaaaaaaaaa")'.repeat(8)}`, /more than 300000 steps|took longer than 500 ms/],
    'a power too large': ['(10 ** 999999999) ** 3', /Overflow/],
    'nested brackets': [`${'['.repeat(2000)}1${']'.repeat(2000)}`, /nested more than 250 levels/],
    'a chain of operators': [Array(20_000).fill('1').join('+'), /nested more than 250 levels/],
    'a list that doubles': [doubling('[1, 1]', (name) => `[${name}, ${name}]`), /a value has more than 2500000 items or 1000 levels/],
    'a context that doubles': [doubling('{k: 1}', (name) => `{p: ${name}, q: ${name}}`), /a value has more than 2500000 items/],
    'a text in a list in a list': [`{t: string join(for i in 1..100000 return "abcdefghij"), a: [${Array(10).fill('t').join()}], b: [${Array(10).fill('a').join()}]}`, /a value has more than 2500000 items/],
    'comparisons of large values': [`{${levels('[1, 1]', (name) => `[${name}, ${name}]`, 18)}, all: for i in 1..10000 return e18 = e18}`, /more than 300000 steps/],
    'a list of all before': ['for i in 1..2000 return [partial]', /a value has more than 2500000 items or 1000 levels|StackOverflow/],
    'a pattern that backtracks': ['matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")', /took longer than 500 ms/],
    'a text of 200,000 characters': [`"${'a'.repeat(200_000)}"`, /more than 100000 characters/],
  };
  for (const [what, [expression, message]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      const result = evaluate(expression);
      expect(result.ok).to.equal(false);
      if (!result.ok) expect(result.message).to.match(message);
    });
  }

  it('takes what real processes need', () => {
    const items = JSON.stringify(Array.from({ length: 20_000 }, (_, index) => ({ n: index })));
    expect(evaluate('sum(for i in items return i.n)', { items })).to.include({ ok: true, json: '199990000' });
    expect(evaluate('count(items[n >= 10000])', { items })).to.include({ ok: true, json: '10000' });
  });
});

describe('Static values', () => {
  it('are texts, and numbers where they read as one', () => {
    const type = (source: string) => {
      const expression = compileExpression(source);
      const result = expression.evaluate(() => undefined, () => new Date(0));
      return [expression.isStatic, result.ok && result.type, result.ok && result.json];
    };
    expect(type('weigh')).to.deep.equal([true, 'STRING', '"weigh"']);
    expect(type('3')).to.deep.equal([true, 'NUMBER', '3']);
    expect(type(' = 3')).to.deep.equal([true, 'STRING', '" = 3"']);
    expect(type('=')).to.deep.equal([true, 'STRING', '"="']);
  });

  it('reads only the variables that are used', () => {
    const asked: string[] = [];
    const result = compileExpression('=a + a').evaluate((name) => (asked.push(name), name === 'a' ? '2' : 'broken'), () => new Date(0));
    expect(result).to.include({ ok: true, json: '4' });
    expect(asked).to.deep.equal(['a']);
  });
});
