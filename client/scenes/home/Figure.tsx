import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Tone } from '../../components/State.tsx';

/** One number to be read from far; it leads to the rows behind it. */
export function Figure({ to, icon, label, value, tone = 'plain' }: { to: string; icon: ReactNode; label: string; value: number; tone?: Tone }) {
  return (
    <Link to={to} className={`figure panel big-link ${tone}`}>
      <span className="figure-label">{icon} {label}</span>
      <span className="figure-value mono">{value}</span>
    </Link>
  );
}
