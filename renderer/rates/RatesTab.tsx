// Settings: dated exchange rates. Entering and correcting one, bringing in a file, the rates of a currency by day, files taken back, and when a rate counts as old.
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { useLoad } from '../app/useLoad.ts';
import { Going } from '../exports/Going.tsx';
import { useJob } from '../exports/useJob.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import settings from '../settings/Settings.module.css';
import { Button } from '../ui/Button.tsx';
import { countText } from '../ui/amountText.ts';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { undoRate } from './acts.ts';
import { AgeForm } from './AgeForm.tsx';
import { type Look, RateFile, type Wish } from './RateFile.tsx';
import { RateFiles } from './RateFiles.tsx';
import { RateForm } from './RateForm.tsx';
import { RateList } from './RateList.tsx';

export function RatesTab() {
  const t = useT();
  const may = useMay('rate.write');
  const all = useLoad(() => call(api().rates.overview()), 'rates');
  useChanged(['rates', 'business'], all.reload);
  const job = useJob();
  const [look, setLook] = useState<Look | null>(null);
  const pick = async () => setLook((await job.run((id) => call(api().rates.pick({ job: id })))) ?? null);
  const turn = async (shown: Look, quote: Look['quote']) => setLook((await job.run((id) => call(api().rates.look({ job: id, token: shown.token, quote })))) ?? shown);
  const commit = async (shown: Look, wish: Wish) => {
    const done = await job.run((id) => call(api().rates.commit({ job: id, token: shown.token, quote: shown.quote, ...wish })));
    if (done === undefined) return;
    setLook(null);
    const { actId, added } = done;
    toast({ text: t(actId === null ? 'rates.nothingNew' : 'rates.tookIn', { count: added, n: countText(added) }), ...(actId !== null && { undo: () => void undoRate(actId) }) });
  };
  const value = all.value;
  return (
    <>
      <section className={`card ${settings.part}`} aria-labelledby="rates-title">
        <header className={settings.partHead}>
          <div className="grow"><h2 id="rates-title">{t('rates.title')}</h2><p className="q2">{value !== null && t('rates.text', { base: value.base })}</p></div>
          {may && look === null && !job.busy && <Button icon={<IconDownload size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void pick()}>{t('rates.fromFile')}</Button>}
        </header>
        {(all.error ?? job.error) !== null && job.error?.code !== 'CANCELLED' && <Problem alert>{sentence(job.error ?? all.error)}</Problem>}
        {job.busy && <Going job={job} words={t(job.progress?.stage === 'saving' ? 'rates.saving' : 'rates.reading')} onCancel={(id) => void call(api().rates.cancel({ job: id }))} />}
        {look !== null && !job.busy && <RateFile key={`${look.token} ${look.quote}`} look={look} onQuote={(quote) => void turn(look, quote)} onTake={(wish) => void commit(look, wish)} onCancel={() => { setLook(null); job.forget(); }} />}
        {value !== null && may && look === null && !job.busy && <RateForm base={value.base} />}
        {value !== null && value.currencies.length === 0 && look === null && <p className={`q2 ${settings.foot}`}>{t('rates.empty')}</p>}
      </section>
      {value !== null && value.currencies.length > 0 && <RateList base={value.base} newest={value.currencies} />}
      {value !== null && value.imports.length > 0 && <RateFiles files={value.imports} />}
      {value !== null && may && <AgeForm key={value.oldAfter} oldAfter={value.oldAfter} />}
    </>
  );
}
