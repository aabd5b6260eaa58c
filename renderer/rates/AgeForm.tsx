// After how many days a stored rate is called old. RatesTab.tsx only.
import { useState } from 'react';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import settings from '../settings/Settings.module.css';
import { Button } from '../ui/Button.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { toast } from '../ui/toast.ts';
import classes from './rates.module.css';

export function AgeForm({ oldAfter }: { oldAfter: number }) {
  const t = useT();
  const [days, setDays] = useState(String(oldAfter));
  const [error, setError] = useState<ApiError | null>(null);
  const save = async () => {
    try {
      await call(api().rates.saveSettings({ oldAfter: Number(days) }));
      setError(null);
      toast({ text: t('rates.ageSaved', { count: Number(days) }) });
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  };
  const problem = error === null ? undefined : (fieldSentence(error.fields?.[0]) ?? sentence(error));
  return (
    <section className={`card ${settings.part}`} aria-labelledby="rate-age">
      <header className={settings.partHead}><div className="grow"><h2 id="rate-age">{t('rates.age')}</h2><p className="q2">{t('rates.ageText')}</p></div></header>
      <form className={classes.age} onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <DecimalField label={t('rates.ageDays')} value={days} decimals={0} onChange={setDays} problem={problem} />
        <Button type="submit" aria-disabled={days === '' || days === String(oldAfter) || undefined}>{t('rates.save')}</Button>
      </form>
    </section>
  );
}
