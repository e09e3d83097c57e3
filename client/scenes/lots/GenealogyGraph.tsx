import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Genealogy } from '../../api/types.ts';
import { Amount, unitLabel } from '../../components/Amount.tsx';
import { Empty } from '../../components/Empty.tsx';
import { State } from '../../components/State.tsx';
import { layoutGenealogy, nodeHeight, nodeWidth } from './genealogy-layout.ts';

/** Which lots went into which: from left to right, each edge with the exact amount. */
export function GenealogyGraph({ graph, here }: { graph: Genealogy; here: string }) {
  const { t } = useTranslation();
  if (graph.edges.length === 0) return <Empty>{t('lots.noGenealogy')}</Empty>;
  const { places, width, height } = layoutGenealogy(graph);
  return (
    <div className="genealogy panel" data-testid="genealogy">
      <div className="genealogy-canvas" style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true">
          {bundle(graph.edges).map(({ from: source, to: target, amounts }) => {
            const [from, to] = [places.get(source), places.get(target)];
            if (!from || !to) return null;
            const [x1, y1, x2, y2] = [from.x + nodeWidth, from.y + nodeHeight / 2, to.x, to.y + nodeHeight / 2];
            const middle = (x1 + x2) / 2;
            return (
              <g key={`${source}>${target}`}>
                <path d={`M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}`} className="genealogy-edge" />
                <text x={x1 + 10} y={y2 < y1 ? y1 + 20 : y1 - 8} className="genealogy-amount">{amounts.join(' + ')}</text>
              </g>
            );
          })}
        </svg>
        {graph.nodes.map((node) => {
          const place = places.get(node.lotId);
          return place ? (
            <Link key={node.lotId} to={`/lots/${encodeURIComponent(node.lotId)}`} className={`genealogy-node${node.lotId === here ? ' here' : ''}`} data-testid={`genealogy-${node.lotId}`} style={{ left: place.x, top: place.y, width: nodeWidth, height: nodeHeight }}>
              <span className="row between"><b>{node.lotId}</b><State kind="lot" value={node.status} /></span>
              <span className="muted genealogy-what">{node.materialId} · <Amount quantity={node.quantity} unit={node.unit} /></span>
            </Link>
          ) : null;
        })}
      </div>
      <ul className="visually-hidden">{graph.edges.map((edge, index) => <li key={index}>{edge.from} → {edge.to}: {edge.quantity} {edge.unit}</li>)}</ul>
    </div>
  );
}

/** What went from one lot into another, at one line: each amount as it was booked. */
function bundle(edges: Genealogy['edges']): { from: string; to: string; amounts: string[] }[] {
  const bundles = new Map<string, { from: string; to: string; amounts: string[] }>();
  for (const { from, to, quantity, unit } of edges) {
    const key = JSON.stringify([from, to]);
    const amount = `${quantity} ${unitLabel(unit)}`;
    const known = bundles.get(key);
    if (known) known.amounts.push(amount);
    else bundles.set(key, { from, to, amounts: [amount] });
  }
  return [...bundles.values()];
}
