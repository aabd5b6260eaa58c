// Restoring with the Recovery Kit where no books open: on a new computer, or when the database is gone or damaged. Ends in the new PIN and phone.
import { type FormEvent, useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { api, asApiError, type ApiError, call } from '../app/api.ts';
import { Going } from '../exports/Going.tsx';
import { useT } from '../i18n/index.ts';
import { Recovery } from '../login/Recovery.tsx';
import { momentText } from '../ui/agoText.ts';
import { Button } from '../ui/Button.tsx';
import { emptyKit, KitEntry, kitText } from '../ui/KitEntry.tsx';
import { Problem } from '../ui/Problem.tsx';
import { FoundList } from './FoundList.tsx';
import { Inside } from './Inside.tsx';
import { OlderKit } from './OlderKit.tsx';
import { useRestore } from './useRestore.ts';
import { restoreError, WITH_KIT, wrongKit } from './ways.ts';
import classes from './restore.module.css';

const MOST_NUMBERS = 100_000;

export default function Rescue({ onBack }: { onBack: () => void }) {
  const t = useT();
  const { job, found, look, list, open, asks, openWith, kit: older, leave } = useRestore(WITH_KIT);
  const [boxes, setBoxes] = useState(emptyKit);
  const [known, setKnown] = useState<{ vaultHere: boolean } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [issued, setIssued] = useState<'no' | 'yes' | null>(null);
  const [skip, setSkip] = useState('100');
  const [finishing, setFinishing] = useState(false);
  const [begun, setBegun] = useState<Output<'recovery.begin'> | null>(null);
  if (begun !== null) return <Recovery onBack={onBack} already={begun} />;

  const text = kitText(boxes);
  const jump = look?.present !== null || issued === 'no' ? 0 : Math.min(MOST_NUMBERS, Math.max(0, Math.trunc(Number(skip) || 0)));
  const ready = look !== null && (look.present !== null || issued === 'no' || (issued === 'yes' && jump > 0));
  const begin = async () => {
    setError(null);
    try {
      const { vaultHere } = await call(api().rescue.begin({ kit: text ?? '' }));
      setKnown({ vaultHere });
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  };
  const finish = async () => {
    if (look === null || !ready) return;
    setFinishing(true);
    const offer = await job.run(async (id) => {
      await call(api().rescue.finish({ token: look.token, jump, job: id }));
      return call(api().recovery.begin({ kit: (known?.vaultHere === false ? older : null) ?? text ?? '' })); // the books are there: now the way in
    });
    setFinishing(false);
    if (offer !== undefined) setBegun(offer);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (known === null && text !== null) void begin();
    else if (known !== null && found === null) void list(WITH_KIT.pick);
    else if (look !== null) void finish();
  };
  const back = () => {
    if (look !== null) leave();
    else if (known !== null) setKnown(null);
    else onBack();
  };
  const step = known === null ? 'kit' : look === null ? 'where' : 'inside';
  const problem = error ?? (job.error?.code === 'CANCELLED' ? null : job.error);
  if (asks !== null) {
    return (
      <div className={classes.form}>
        <h1 className="h28" tabIndex={-1}>{t('restore.door.where')}</h1>
        {problem !== null && <Problem alert>{restoreError(problem)}</Problem>}
        <OlderKit serial={asks.serial} bad={wrongKit(problem)} busy={job.busy} onOpen={(kit) => void openWith(kit)} onBack={leave} />
        {job.busy && <Going job={job} words={t('restore.looking')} onCancel={WITH_KIT.cancel} />}
      </div>
    );
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div>
        <h1 className="h28" tabIndex={-1}>{t(`restore.door.${step}`)}</h1>
        <p className={classes.lead}>{t(`restore.door.${step}Lead`)}</p>
      </div>
      {step === 'kit' && <KitEntry boxes={boxes} onChange={(next) => { setBoxes(next); setError(null); }} bad={error?.code === 'KIT_WRONG'} />}
      {step === 'where' && found !== null && <FoundList found={found} onChoose={(name) => void open(name)} />}
      {look !== null && <Inside look={look} />}
      {look !== null && look.present === null && (
        <fieldset className={classes.choice}>
          <legend>{t('restore.door.issued', { when: momentText(look.since.until ?? look.inside.madeAt) })}</legend>
          <label><input type="radio" name="issued" checked={issued === 'no'} onChange={() => setIssued('no')} />{t('restore.door.issuedNo')}</label>
          <label><input type="radio" name="issued" checked={issued === 'yes'} onChange={() => setIssued('yes')} />{t('restore.door.issuedYes')}</label>
          {issued === 'yes' && (
            <label>{t('restore.door.skip')}<input className={`input ${classes.number}`} inputMode="numeric" value={skip} maxLength={6} onChange={(event) => setSkip(event.currentTarget.value.replace(/\D/g, ''))} /></label>
          )}
        </fieldset>
      )}
      {problem !== null && <Problem alert>{restoreError(problem)}</Problem>}
      {job.busy && <Going job={job} words={t(finishing ? 'restore.bringing' : 'restore.looking')} onCancel={WITH_KIT.cancel} />}
      <div className={classes.acts}>
        <Button size="roomy" onClick={back}>{t('common.back')}</Button>
        {step === 'kit' && <Button type="submit" kind="primary" size="roomy" aria-disabled={text === null}>{t('common.next')}</Button>}
        {step === 'where' && <Button type={found === null ? 'submit' : 'button'} kind={found === null ? 'primary' : 'plain'} size="roomy" {...(found !== null && { onClick: () => void list(WITH_KIT.pick) })}>{t('restore.folder')}</Button>}
        {step === 'inside' && <Button type="submit" kind="primary" size="roomy" busy={job.busy} aria-disabled={!ready}>{t('restore.go')}</Button>}
      </div>
      {step === 'kit' && <p className="small q3">{t('restore.door.noKit')}</p>}
    </form>
  );
}
