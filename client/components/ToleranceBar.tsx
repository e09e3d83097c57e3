import { CheckCircleFilled, ExclamationCircleFilled, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { unitLabel } from './Amount.tsx';
import { difference, positionOf, zoneOf, type ToleranceBand } from './quantity.ts';
import './tolerance-bar.css';

const tones = { 'far-under': 'plain', under: 'bad', 'near-lower': 'warn', good: 'ok', 'near-upper': 'warn', over: 'bad', none: 'plain' } as const;

/** The band that is allowed, the amount in it, and in words what to do; amber comes before red. */
export function ToleranceBar({ quantity, band, unit }: { quantity: string | null; band: ToleranceBand; unit: string }) {
  const { t } = useTranslation();
  const zone = zoneOf(quantity, band);
  const position = positionOf(quantity, band);
  const tone = tones[zone];
  const label = unitLabel(unit);
  const Icon = tone === 'ok' ? CheckCircleFilled : tone === 'bad' ? WarningFilled : ExclamationCircleFilled;
  return (
    <div className={`tolerance ${tone}`} data-testid="tolerance" data-zone={zone}>
      <div className="tolerance-track" aria-hidden="true">
        <span className="tolerance-band" /><span className="tolerance-target" />
        {position === null ? null : <span className="tolerance-needle" style={{ left: `${position}%` }} />}
      </div>
      <div className="tolerance-scale mono">
        <span>{band.lower} {label}</span><b>{band.target} {label}</b><span>{band.upper} {label}</span>
      </div>
      <div className="tolerance-words" role="status">
        {zone === 'none' ? null : <Icon />} {t(`tolerance.${zone}`, { difference: difference(quantity, band.target) ?? '', unit: label })}
      </div>
    </div>
  );
}
