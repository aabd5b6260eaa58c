// Settings: the levels of reminders, how interest is counted, and the statutory rate. Saved by its own button, since a text half written must not go out.
import { Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReminderSettings } from '../../contract/reminders.ts';
import { LANGS, type Lang } from '../../domain/lang.ts';
import { reminderSlips } from '../../domain/reminderText.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { todayLocal } from '../app/clock.ts';
import { useLoad } from '../app/useLoad.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import settings from '../settings/Settings.module.css';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { LevelForm } from './LevelForm.tsx';

const MOST_LEVELS = 5;
const CONVENTIONS = ['act/365', '30/360'] as const;

export function RemindersTab({ currency, language }: { currency: string; language: Lang }) {
  const loaded = useLoad(() => call(api().reminders.settings({})), 'settings');
  if (loaded.error) return <Problem alert>{sentence(loaded.error)}</Problem>;
  return loaded.value && <Form start={loaded.value} currency={currency} language={language} onSaved={loaded.reload} />;
}

function Form({ start, currency, language, onSaved }: { start: ReminderSettings; currency: string; language: Lang; onSaved: () => void }) {
  const t = useT();
  const [draft, setDraft] = useState(start);
  const [lang, setLang] = useState<Lang>(language);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (patch: Partial<ReminderSettings>) => {
    setDraft((old) => ({ ...old, ...patch }));
    setError(null);
  };
  const { levels, statutory } = draft;
  const setLevel = (at: number, level: ReminderSettings['levels'][number]) => set({ levels: levels.map((old, i) => (i === at ? level : old)) });
  const add = () => {
    const last = levels.at(-1) ?? start.levels.at(-1);
    if (last) set({ levels: [...levels, { ...last, after: last.after + 14 }] });
  };
  const wrong = levels.some(({ texts }) => LANGS.some((one) => texts[one].title === '' || reminderSlips(texts[one]).length > 0));
  const save = async () => {
    if (busy || wrong) return;
    setBusy(true);
    try {
      await call(api().reminders.saveSettings(draft));
      toast({ text: t('reminders.saved') });
      onSaved();
    } catch (thrown) {
      setError(asApiError(thrown));
    }
    setBusy(false);
  };
  const dirty = JSON.stringify(draft) !== JSON.stringify(start);
  const setBase = (at: number, patch: Partial<{ from: string; rate: string }>) => set({ statutory: { ...statutory, base: statutory.base.map((one, i) => (i === at ? { ...one, ...patch } : one)) } });
  return (
    <>
      {levels.length === 0 && <p className="q2">{t('reminders.noLevels')}</p>}
      {levels.map((level, at) => (
        <LevelForm
          key={at} level={level} at={at} currency={currency} lang={lang} onLang={setLang} onChange={(changed) => setLevel(at, changed)} onRemove={() => set({ levels: levels.filter((_, i) => i !== at) })}
          problem={(path) => fieldSentence(problemAt(error, `levels.${at}.${path}`))}
        />
      ))}
      <section className={`card ${settings.part}`} aria-label={t('reminders.counting')}>
        <header className={settings.partHead}><h2 className="grow">{t('reminders.counting')}</h2></header>
        <div className={settings.fields}>
          <Select
            label={t('reminders.convention')} value={draft.convention} description={t('reminders.conventionHelp')} data={CONVENTIONS.map((one) => ({ value: one, label: t(`reminders.conventions.${one === 'act/365' ? 'act365' : 'e30360'}`) }))}
            onChange={(value) => set({ convention: CONVENTIONS.find((one) => one === value) ?? draft.convention })}
          />
          <DecimalField label={t('reminders.margin')} value={statutory.margin} unit="%" decimals={4} help={t('reminders.marginHelp')} onChange={(margin) => margin !== '' && set({ statutory: { ...statutory, margin } })} />
          <div className={settings.wide}>
            <span className="label">{t('reminders.base')}</span>
            <ul className={settings.versions}>
              {statutory.base.map((one, at) => (
                <li key={at}>
                  <DecimalField aria-label={t('reminders.baseRate')} value={one.rate} unit="%" decimals={4} negative onChange={(rate) => rate !== '' && setBase(at, { rate })} />
                  <span className="q2 nw">{t('settings.taxes.from')}</span>
                  <DateField aria-label={t('settings.taxes.fromDay')} value={one.from} onChange={(from) => from !== null && setBase(at, { from })} />
                  <Button kind="quiet" iconOnly aria-label={t('reminders.removeBase')} icon={<IconX size={16} aria-hidden="true" />} onClick={() => set({ statutory: { ...statutory, base: statutory.base.filter((_, i) => i !== at) } })} />
                </li>
              ))}
            </ul>
            {problemAt(error, 'statutory.base') && <Problem>{t('reminders.baseMissing')}</Problem>}
            <Button kind="quiet" size="dense" icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => set({ statutory: { ...statutory, base: [...statutory.base, { from: `${todayLocal().slice(0, 4)}-01-01`, rate: '0' }] } })}>{t('reminders.addBase')}</Button>
          </div>
        </div>
      </section>
      {error && !error.fields?.length && <Problem alert>{sentence(error)}</Problem>}
      <div className={settings.formActs}>
        {levels.length < MOST_LEVELS && (levels.length > 0 || start.levels.length > 0) && <Button icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={add}>{t('reminders.addLevel')}</Button>}
        <Button kind="primary" busy={busy} aria-disabled={!dirty || wrong || undefined} onClick={() => dirty && void save()}>{t('reminders.save')}</Button>
      </div>
    </>
  );
}
