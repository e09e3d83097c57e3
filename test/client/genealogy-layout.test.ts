import { expect } from 'chai';
import { layoutGenealogy } from '../../client/scenes/lots/genealogy-layout.ts';

const node = (lotId: string) => ({ lotId, materialId: 'M', materialName: { en: 'M' }, status: 'Available', quantity: '1', unit: 'KG', orderId: null });
const edge = (from: string, to: string) => ({ activityId: `${from}${to}`, type: 'consume', from, fromSublot: null, to, quantity: '1', unit: 'KG', at: '2026-01-01T00:00:00.000Z', orderId: null, personId: 'p' });
const layout = (lots: string[], edges: [string, string][]) => layoutGenealogy({ nodes: lots.map(node), edges: edges.map(([from, to]) => edge(from, to)), truncated: false });

describe('the genealogy graph', () => {
  it('puts a lot right of everything that went into it', () => {
    const { places } = layout(['product', 'raw', 'blend', 'salt'], [['raw', 'blend'], ['blend', 'product'], ['salt', 'product']]);
    const x = (lot: string): number => places.get(lot)!.x;
    expect(x('raw')).to.equal(x('salt'));
    expect(x('blend')).to.be.greaterThan(x('raw'));
    expect(x('product')).to.be.greaterThan(x('blend'));
  });

  it('gives lots of one column places that do not overlap', () => {
    const { places } = layout(['a', 'b', 'c'], [['a', 'c'], ['b', 'c']]);
    expect(Math.abs(places.get('a')!.y - places.get('b')!.y)).to.be.at.least(74);
  });

  it('survives a circle, as rework can make one', () => {
    expect(layout(['a', 'b'], [['a', 'b'], ['b', 'a']]).places.size).to.equal(2);
  });
});
