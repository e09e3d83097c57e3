import { Button, Input } from 'antd';
import { DisconnectOutlined, LoadingOutlined, LockFilled, WarningOutlined } from '@ant-design/icons';
import type { RJSFSchema, WidgetProps } from '@rjsf/utils';
import { useTranslation } from 'react-i18next';
import { unitLabel } from '../components/Amount.tsx';
import { normaliseDecimal } from '../components/quantity.ts';
import { Badge } from '../components/State.tsx';
import { ToleranceBar } from '../components/ToleranceBar.tsx';
import type { TaskFormContext } from './FormContext.ts';
import { useScale, type ScaleReading } from './scale.ts';

type Props = WidgetProps<Record<string, unknown>, RJSFSchema, TaskFormContext>;

/**
 * The live value of the station's scale in its tolerance band, and the weight that will be booked:
 * taken over from the scale with one press once it is stable, or typed. It is a text field, because
 * the exact digits count and a number field would change them.
 */
export function ScaleWidget({ id, value, disabled, autofocus, options, registry, onChange }: Props) {
  const { t } = useTranslation();
  const { liveTags, target, unit, tolerance, setFields } = registry.formContext;
  const reading = useScale(liveTags);
  const booked = typeof value === 'string' ? value : '';
  const band = target && tolerance ? { target, lower: tolerance.lower, upper: tolerance.upper } : null;
  const shownUnit = unit ?? reading?.unit ?? '';
  const field = (option: string): string | null => (typeof options[option] === 'string' ? options[option] : null);
  const fill = (quantity: string, source: 'scale' | 'manual', taken: ScaleReading | null): void => {
    const fields: Record<string, unknown> = { [id.split('_').at(-1) ?? 'quantity']: quantity === '' ? undefined : quantity };
    const [unitField, sourceField, timeField] = [field('unitField'), field('sourceField'), field('sampleTimeField')];
    if (unitField) fields[unitField] = taken?.unit ?? unit ?? 'kg';
    if (sourceField) fields[sourceField] = source;
    if (timeField) fields[timeField] = taken?.sourceTime ?? undefined;
    setFields(fields);
  };
  return (
    <div className="scale">
      {reading ? (
        <div className="scale-live">
          <ReadingValue reading={reading} />
          <Button
            type="primary" ghost size="large" data-testid="scale-take" disabled={(disabled ?? false) || !reading.good || !reading.stable || reading.weight === null}
            onClick={() => fill(reading.weight ?? '', 'scale', reading)}
          >
            {t('scale.take')}
          </Button>
        </div>
      ) : null}
      <Input
        id={id} className="scale-input" data-testid="quantity-field" size="large" inputMode="decimal" autoComplete="off" autoFocus={autofocus ?? false} disabled={disabled ?? false}
        value={booked} suffix={unitLabel(shownUnit)} aria-label={t('scale.booked')} placeholder={t('scale.booked')}
        onChange={(event) => (event.target.value === '' ? onChange(undefined) : fill(event.target.value, 'manual', null))}
        onBlur={(event) => event.target.value !== normaliseDecimal(event.target.value) && fill(normaliseDecimal(event.target.value), 'manual', null)}
      />
      {band ? <ToleranceBar quantity={booked || (reading?.good ? reading.weight : null)} band={band} unit={shownUnit} /> : null}
    </div>
  );
}

function ReadingValue({ reading }: { reading: ScaleReading }) {
  const { t } = useTranslation();
  const sign = reading.fault
    ? <Badge tone="bad" icon={<WarningOutlined />}>{t('scale.fault')}</Badge>
    : !reading.good
      ? <Badge tone="warn" icon={<DisconnectOutlined />}>{t('scale.lost')}</Badge>
      : reading.stable
        ? <Badge tone="ok" icon={<LockFilled />}>{t('scale.stable')}</Badge>
        : <Badge tone="warn" icon={<LoadingOutlined />}>{t('scale.moving')}</Badge>;
  return (
    <div className="scale-reading" data-testid="scale-reading" data-weight={reading.weight ?? ''} data-stable={reading.stable} data-good={reading.good}>
      <span className={`scale-value mono${reading.good ? '' : ' lost'}`}>{reading.good ? reading.weight ?? '–' : '– –'}<small>{unitLabel(reading.unit)}</small></span>
      {sign}
    </div>
  );
}
