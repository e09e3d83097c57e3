import { expect } from 'chai';
import { evaluateDecision, readGraph, type Decision } from '../../../server/engine/dmn/index.ts';
import { bkm, decision, drg, literal } from '../../conformance/dmn/diagram.ts';

const LAST = 'last';

function read(elements: readonly string[]): Decision {
  const graph = readGraph(drg('limits', elements).xml.replaceAll('§', ''));
  if (!graph.ok) throw new Error(graph.message);
  return graph.graph.decisions.find(({ id }) => id === LAST)!;
}

function evaluate(elements: readonly string[]): string {
  const result = evaluateDecision(read(elements), () => undefined, () => new Date(0));
  return result.ok ? 'made' : result.message;
}

/** Decisions d0, d1, …: each requires the one before it, `times` times. */
function chain(length: number, times: number): string[] {
  return Array.from({ length }, (_, index) =>
    decision(index === length - 1 ? LAST : `d${index}`, literal('1'), { requires: index === 0 ? [] : Array.from({ length: times }, () => `d${index - 1}`) }));
}

describe('limits of decisions', () => {
  it('a chain of 300 decisions is made', () => {
    expect(evaluate(chain(300, 1))).to.equal('made');
  });

  it('decisions that would be evaluated two to the fortieth times are stopped', () => {
    expect(evaluate(chain(41, 2))).to.equal("Expected to evaluate decision 'last', but The evaluation was stopped: it needs more than 300000 steps");
  });

  it('a chain deeper than the stack is told, not thrown', () => {
    expect(evaluate(chain(20_000, 1))).to.match(/^Expected to evaluate decision 'last', but (the decisions require each other too deeply|The evaluation was stopped)/);
  });

  it('business knowledge called in endless loops is stopped', () => {
    const calls = [
      decision(LAST, literal('for i in 1..1000000 return f(i)'), { knows: ['m'] }), bkm('m', 'f', literal('for j in 1..1000 return j'), { parameters: { x: undefined } }),
    ];
    expect(evaluate(calls)).to.contain('The evaluation was stopped');
  });

  it('a file with ten thousand requirements of each other is read in no time', () => {
    const started = performance.now();
    read(chain(200, 50));
    expect(performance.now() - started).to.be.lessThan(5_000);
  });

  it('deeply nested XML, entities and garbage are refused', () => {
    const nested = `${'<list>'.repeat(1_000)}${'</list>'.repeat(1_000)}`;
    for (const xml of [drg('deep', [decision('d', nested)]).xml, '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>', '', '\u0000', '<definitions>']) {
      expect(readGraph(xml)).to.deep.equal({ ok: false, message: 'Failed to parse DMN: org.camunda.bpm.model.dmn.DmnModelException: Unable to parse model' });
    }
  });
});
