// The rule that some acts need two people: on or off, and from which credit note on. Approvals screen only.
import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { exponentOf } from '../../domain/currency.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { amountOf, decimalOf } from '../payments/shareOut.ts';
import { signOf } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import classes from './Approvals.module.css';

type Rule = Output<'approvals.settings'>;

export function RuleCard({ rule, onSaved }: { rule: Rule; onSaved: () => void }) {
  const t = useT();
  const may = useMay('security.manage');
  const [typed, setTyped] = useState<Pick<Rule, 'on' | 'creditNoteMinor'> | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const value = typed ?? rule;
  const alone = rule.people < 2;
  const dirty = value.on !== rule.on || value.creditNoteMinor !== rule.creditNoteMinor;
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      await call(api().approvals.saveSettings({ on: value.on, creditNoteMinor: value.creditNoteMinor }));
      toast({ text: t(value.on ? 'approvals.rule.isOn' : 'approvals.rule.isOff') });
    } catch (refused) {
      const known = asApiError(refused);
      if (known.code === 'AWAITS_APPROVAL') toast({ text: sentence(known) });
      else if (known.code !== 'CANCELLED') setError(known);
    }
    setTyped(null);
    setBusy(false);
    onSaved();
  };
  return (
    <section className={`card ${classes.rule}`} aria-labelledby="approvals-rule">
      <h2 id="approvals-rule">{t('approvals.rule.title')}</h2>
      <p className="q2">{t('approvals.rule.text')}</p>
      <ul className={classes.what}>{(['bank', 'credit', 'role', 'settings'] as const).map((kind) => <li key={kind}>{t(`approvals.kind.${kind}`)}</li>)}</ul>
      <Switch label={t('approvals.rule.on')} checked={value.on} disabled={!may || (alone && !rule.on)} onChange={(event) => setTyped({ on: event.currentTarget.checked, creditNoteMinor: value.creditNoteMinor })} />
      {alone && <Hint>{t(rule.on ? 'approvals.rule.aloneOn' : 'approvals.rule.alone')}</Hint>}
      {value.on && (
        <DecimalField
          label={t('approvals.rule.creditNoteMinor')} help={t('approvals.rule.creditHelp')} value={value.creditNoteMinor === null ? '' : decimalOf(value.creditNoteMinor, rule.currency)} decimals={exponentOf(rule.currency)}
          unit={<span className="q3">{signOf(rule.currency)}</span>} readOnly={!may} onChange={(limit) => setTyped({ on: value.on, creditNoteMinor: limit === '' ? null : amountOf(limit, rule.currency) })}
        />
      )}
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
      {may && dirty && <div className={classes.acts}><Button onClick={() => setTyped(null)}>{t('common.cancel')}</Button><Button kind="primary" busy={busy} onClick={() => void save()}>{t('common.save')}</Button></div>}
      {!may && <p className="small q3">{t('approvals.rule.owner')}</p>}
    </section>
  );
}
