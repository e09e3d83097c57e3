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
          {graph.edges.map((edge, index) => {
            const [from, to] = [places.get(edge.from), places.get(edge.to)];
            if (!from || !to) return null;
            const [x1, y1, x2, y2] = [from.x + nodeWidth, from.y + nodeHeight / 2, to.x, to.y + nodeHeight / 2];
            const middle = (x1 + x2) / 2;
            return (
              <g key={index}>
                <path d={`M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}`} className="genealogy-edge" />
                {edge.quantity ? <text x={x1 + 10} y={y1 - 8} className="genealogy-amount">{edge.quantity} {unitLabel(edge.unit)}</text> : null}
              </g>
            );
          })}
        </svg>
        {graph.nodes.map((node) => {
          const place = places.get(node.lotId);
          return place ? (
            <Link key={node.lotId} to={`/lots/${encodeURIComponent(node.lotId)}`} className={`genealogy-node${node.lotId === here ? ' here' : ''}`} data-testid={`genealogy-${node.lotId}`} style={{ left: place.x, top: place.y, width: nodeWidth, height: nodeHeight }}>
              <b>{node.lotId}</b>
              <span className="row between"><span className="muted">{node.materialId} {node.quantity ? <Amount quantity={node.quantity} unit={node.unit} /> : null}</span>{node.status ? <State kind="lot" value={node.status} /> : null}</span>
            </Link>
          ) : null;
        })}
      </div>
      <ul className="visually-hidden">{graph.edges.map((edge, index) => <li key={index}>{edge.from} → {edge.to}: {edge.quantity} {edge.unit}</li>)}</ul>
    </div>
  );
}
