// The form of one tax rate, opened in place of its row: category, rates with the day from which they count, reason on paper.
import { Checkbox, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays } from '../../domain/date.ts';
import { needsReason } from '../../domain/taxReason.ts';
import { TAX_CATEGORIES, type TaxCategory } from '../../domain/tax.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { todayLocal } from '../app/clock.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { inputOf, type TaxDraft, taxProblems, withCategory } from './taxDraft.ts';
import classes from './Settings.module.css';

function isCategory(text: string | null): text is TaxCategory {
  return TAX_CATEGORIES.some((one) => one === text);
}

export function TaxForm({ start, language, onDone, onCancel }: { start: TaxDraft; language: string; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const [draft, setDraft] = useState(start);
  const [insist, setInsist] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const found = taxProblems(draft);
  const problem = (path: string) => fieldSentence(problemAt(error, path) ?? (insist && found.has(path) ? { code: found.get(path) ?? 'INVALID' } : undefined));
  const set = (change: Partial<TaxDraft>) => { setDraft((old) => ({ ...old, ...change })); setError(null); };
  const setVersion = (i: number, change: Partial<TaxDraft['versions'][number]>) => set({ versions: draft.versions.map((version, at) => (at === i ? { ...version, ...change } : version)) });
  const save = async () => {
    setInsist(true);
    if (found.size > 0) return;
    setBusy(true);
    try {
      await call(api().taxes.save(inputOf(draft)));
      onDone();
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  return (
    <form
      className={classes.inPlace} onSubmit={(event) => { event.preventDefault(); void save(); }}
      onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented) { event.preventDefault(); onCancel(); } }}
    >
      <div className={classes.fields}>
        <TextField label={t('settings.taxes.name')} value={draft.name} onChange={(name) => set({ name })} problem={problem('name')} help={t('settings.taxes.nameHelp')} maxLength={40} autoFocus />
        <Select
          label={t('settings.taxes.category')} data={TAX_CATEGORIES.map((one) => ({ value: one, label: t(`settings.taxes.cat.${one}`) }))} value={draft.category}
          onChange={(one) => isCategory(one) && setDraft(withCategory(draft, one, language))} description={t(`settings.taxes.catHelp.${draft.category}`)}
        />
        <div className={classes.wide}>
          <span className="label">{t('settings.taxes.rates')}</span>
          <ul className={classes.versions}>
            {draft.versions.map((version, i) => (
              <li key={i}>
                <DecimalField aria-label={t('settings.taxes.rate')} value={version.rate} onChange={(rate) => setVersion(i, { rate })} unit="%" decimals={4} problem={problem(`versions.${i}.rate`)} disabled={draft.category !== 'S'} />
                <span className="q2 nw">{t('settings.taxes.from')}</span>
                <DateField aria-label={t('settings.taxes.fromDay')} value={version.from} onChange={(from) => from !== null && setVersion(i, { from })} problem={problem(`versions.${i}.from`)} />
                {draft.versions.length > 1 && <Button kind="quiet" iconOnly aria-label={t('settings.taxes.removeVersion')} icon={<IconX size={16} aria-hidden="true" />} onClick={() => set({ versions: draft.versions.filter((_, at) => at !== i) })} />}
              </li>
            ))}
          </ul>
          {draft.category === 'S' && <Button kind="quiet" size="dense" icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => set({ versions: [...draft.versions, { from: addDays(todayLocal(), 1), rate: '' }] })}>{t('settings.taxes.addVersion')}</Button>}
        </div>
        {needsReason(draft.category) && <TextField label={t('settings.taxes.reason')} value={draft.reason} onChange={(reason) => set({ reason })} problem={problem('reason')} help={t('settings.taxes.reasonHelp')} maxLength={200} className={classes.wide ?? ''} />}
        <Checkbox label={t('settings.taxes.default')} checked={draft.isDefault} onChange={(event) => set({ isDefault: event.currentTarget.checked })} />
        <Checkbox label={t('settings.taxes.compound')} description={t('settings.taxes.compoundHelp')} checked={draft.compound} onChange={(event) => set({ compound: event.currentTarget.checked })} disabled={draft.category !== 'S'} />
        <Checkbox label={t('settings.taxes.withholding')} description={t('settings.taxes.withholdingHelp')} checked={draft.withholding} onChange={(event) => set({ withholding: event.currentTarget.checked })} />
      </div>
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
      <div className={classes.formActs}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" kind="primary" busy={busy}>{t('settings.taxes.save')}</Button>
      </div>
    </form>
  );
}
