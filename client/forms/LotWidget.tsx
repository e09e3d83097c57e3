import { useState } from 'react';
import { Button, Input } from 'antd';
import { BarcodeOutlined, CheckCircleOutlined, CloseCircleOutlined, UnorderedListOutlined } from '@ant-design/icons';
import type { RJSFSchema, WidgetProps } from '@rjsf/utils';
import { useTranslation } from 'react-i18next';
import type { CandidateLot } from '../api/types.ts';
import { Amount } from '../components/Amount.tsx';
import { State } from '../components/State.tsx';
import { Time } from '../components/Time.tsx';
import type { TaskFormContext } from './FormContext.ts';

type Props = WidgetProps<Record<string, unknown>, RJSFSchema, TaskFormContext>;

/** The lot that is used: scanned (a scanner types and presses Enter), typed, or picked from what is on stock. */
export function LotWidget({ id, value, disabled, autofocus, options, registry, onChange }: Props) {
  const { t } = useTranslation();
  const { lots: known, setFields } = registry.formContext;
  const lots = [...known].sort(usableFirst);
  const [picking, setPicking] = useState(false);
  const typed = typeof value === 'string' ? value : '';
  const sublotField = typeof options['sublotField'] === 'string' ? options['sublotField'] : null;
  const chosen = lots.find(({ id: lotId, sublotId }) => lotId === typed || sublotId === typed);
  const choose = (lot: CandidateLot): void => {
    setFields({ [id.split('_').at(-1) ?? 'lotId']: lot.id, ...(sublotField ? { [sublotField]: lot.sublotId ?? undefined } : {}) });
    setPicking(false);
  };
  const scanned = (code: string): void => {
    const container = lots.find(({ sublotId }) => sublotId === code.trim());
    if (container) choose(container);
    else document.querySelector<HTMLElement>('[data-testid="quantity-field"]')?.focus();
  };
  return (
    <div className="lot-field">
      <div className="lot-entry">
        <Input
          id={id} data-testid="lot-field" size="large" prefix={<BarcodeOutlined />} value={typed} disabled={disabled ?? false} autoFocus={autofocus ?? false}
          autoComplete="off" autoCapitalize="characters" spellCheck={false} placeholder={t('lotField.hint')}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
          onPressEnter={(event) => { event.preventDefault(); scanned(typed); }}
        />
        <Button size="large" icon={<UnorderedListOutlined />} data-testid="lot-pick" aria-expanded={picking} onClick={() => setPicking(!picking)}>{t('lotField.pick')}</Button>
      </div>
      {chosen && !picking ? <div className="lot-known"><LotFacts lot={chosen} /></div> : null}
      {picking ? (
        <ul className="lot-list">
          {lots.length === 0 ? <li className="muted">{t('lotField.none')}</li> : null}
          {lots.map((lot) => (
            <li key={`${lot.id}/${lot.sublotId ?? ''}`}>
              <button type="button" className="lot-option" data-testid={`lot-option-${lot.id}`} onClick={() => choose(lot)}><b>{lot.id}</b><LotFacts lot={lot} /></button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

const isExpired = ({ expiresAt }: CandidateLot): boolean => Boolean(expiresAt) && Date.parse(expiresAt ?? '') < Date.now();

/** What can be used comes first, of that what expires first. */
function usableFirst(a: CandidateLot, b: CandidateLot): number {
  const unusable = (lot: CandidateLot): number => Number(isExpired(lot) || lot.status !== 'Available');
  return unusable(a) - unusable(b) || (a.expiresAt ?? '9').localeCompare(b.expiresAt ?? '9') || a.id.localeCompare(b.id);
}

function LotFacts({ lot }: { lot: CandidateLot }) {
  const { t } = useTranslation();
  const expired = isExpired(lot);
  return (
    <span className="lot-facts">
      {expired ? <span className="state bad"><CloseCircleOutlined />{t('lotField.expired')}</span> : lot.status === 'Available'
        ? <span className="state ok"><CheckCircleOutlined />{t('lotField.usable')}</span> : <State kind="lot" value={lot.status} />}
      <span>{t('lotField.stock')} <Amount quantity={lot.quantity} unit={lot.unit} /></span>
      {lot.expiresAt ? <span>{t('lotField.expires')} <Time at={lot.expiresAt} day /></span> : null}
      {lot.sublotId ? <span className="muted">{t('lotField.container', { container: lot.sublotId })}</span> : null}
    </span>
  );
}
