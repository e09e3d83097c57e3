import { useState } from 'react';
import { Button, Input } from 'antd';
import { BarcodeOutlined, CheckCircleOutlined, CloseCircleOutlined, UnorderedListOutlined } from '@ant-design/icons';
import type { RJSFSchema, WidgetProps } from '@rjsf/utils';
import { useTranslation } from 'react-i18next';
import type { CandidateLot } from '../api/types.ts';
import { Amount } from '../components/Amount.tsx';
import { Time } from '../components/Time.tsx';
import type { TaskFormContext } from './FormContext.ts';

type Props = WidgetProps<Record<string, unknown>, RJSFSchema, TaskFormContext>;

/** The lot that is used: scanned (a scanner types and presses Enter), typed, or picked from what is on stock. */
export function LotWidget({ id, value, disabled, autofocus, registry, onChange }: Props) {
  const { t } = useTranslation();
  const { lots } = registry.formContext;
  const [picking, setPicking] = useState(false);
  const typed = typeof value === 'string' ? value : '';
  const chosen = lots.find(({ id: lotId }) => lotId === typed);
  const choose = (lot: CandidateLot): void => {
    onChange(lot.id);
    setPicking(false);
  };
  return (
    <div className="lot-field">
      <div className="lot-entry">
        <Input
          id={id} data-testid="lot-field" size="large" prefix={<BarcodeOutlined />} value={typed} disabled={disabled ?? false} autoFocus={autofocus ?? false}
          autoComplete="off" autoCapitalize="characters" spellCheck={false} placeholder={t('lotField.hint')}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
          onPressEnter={(event) => { event.preventDefault(); document.querySelector<HTMLElement>('[data-testid="quantity-field"]')?.focus(); }}
        />
        <Button size="large" icon={<UnorderedListOutlined />} data-testid="lot-pick" aria-expanded={picking} onClick={() => setPicking(!picking)}>{t('lotField.pick')}</Button>
      </div>
      {chosen && !picking ? <div className="lot-known"><LotFacts lot={chosen} /></div> : null}
      {picking ? (
        <ul className="lot-list">
          {lots.length === 0 ? <li className="muted">{t('lotField.none')}</li> : null}
          {lots.map((lot) => (
            <li key={lot.id}>
              <button type="button" className="lot-option" data-testid={`lot-option-${lot.id}`} onClick={() => choose(lot)}><b>{lot.id}</b><LotFacts lot={lot} /></button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function LotFacts({ lot }: { lot: CandidateLot }) {
  const { t } = useTranslation();
  return (
    <span className="lot-facts">
      {lot.usable
        ? <span className="state ok"><CheckCircleOutlined />{t('lotField.usable')}</span>
        : <span className="state bad"><CloseCircleOutlined />{t(`refusal.${lot.reason ?? 'lot-not-available'}.title`)}</span>}
      <span>{t('lotField.stock')} <Amount quantity={lot.quantity} unit={lot.unit} /></span>
      {lot.expiresAt ? <span>{t('lotField.expires')} <Time at={lot.expiresAt} day /></span> : null}
    </span>
  );
}
