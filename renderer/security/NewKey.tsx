// A new key for the books, for the day when somebody who could open them no longer should: kit, PIN and code, one-time codes for everybody else, then the lock. Security screen only.
import { useEffect, useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useSession } from '../app/session.ts';
import { Going } from '../exports/Going.tsx';
import { sizeText } from '../exports/sizeText.ts';
import { useJob } from '../exports/useJob.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { emptyKit, KitEntry, kitText } from '../ui/KitEntry.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { type Groups, groupsMatch, NewKit } from './NewKit.tsx';
import { type Proof, ProveForm } from './ProveForm.tsx';
import classes from './NewKey.module.css';

type Ready = Output<'security.rotateBegin'>;

export function NewKey({ passphrase }: { passphrase: boolean }) {
  const t = useT();
  const [open, setOpen] = useState<'key' | 'kit' | null>(null);
  const [ready, setReady] = useState<Ready | null>(null);
  const close = () => {
    setOpen(null);
    setReady(null);
  };
  return (
    <section className={`card ${classes.key}`} aria-labelledby="new-key">
      <header className={classes.head}>
        <div className="grow"><h2 id="new-key">{t('security.key.title')}</h2><p className="q2">{t('security.key.text')}</p></div>
        {open === null && (
          <div className={classes.begin}>
            <Button onClick={() => setOpen('key')}>{t('security.key.begin')}</Button>
            <Button onClick={() => setOpen('kit')}>{t('security.key.beginKit')}</Button>
          </div>
        )}
      </header>
      {open !== null && ready === null && <Ask what={open} passphrase={passphrase} onReady={setReady} onCancel={close} />}
      {ready !== null && <PutInForce ready={ready} onCancel={close} />}
    </section>
  );
}

function Ask({ what, passphrase, onReady, onCancel }: { what: 'key' | 'kit'; passphrase: boolean; onReady: (ready: Ready) => void; onCancel: () => void }) {
  const t = useT();
  const [boxes, setBoxes] = useState(emptyKit);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  /** Null is for a new one; undefined while it is not all there. */
  const kit = what === 'kit' ? null : (kitText(boxes) ?? undefined);
  const begin = async (proof: Proof) => {
    if (kit === undefined) return;
    setBusy(true);
    setError(null);
    try {
      onReady(await call(api().security.rotateBegin({ ...proof, kit })));
    } catch (refused) {
      setError(asApiError(refused));
      setBusy(false);
    }
  };
  return (
    <div className={classes.ask}>
      <p className="m">{t(what === 'kit' ? 'security.key.kitWhy' : 'security.key.kit')}</p>
      {what === 'key' && <KitEntry boxes={boxes} onChange={setBoxes} bad={error?.code === 'KIT_WRONG'} disabled={busy} />}
      <ProveForm passphrase={passphrase} go={t('security.key.prepare')} busy={busy} error={error} onProve={(proof) => void begin(proof)} onCancel={onCancel} ready={kit !== undefined} onNotReady={() => setError(asApiError(Object.assign(new Error('KIT_WRONG'), { name: 'ApiError', code: 'KIT_WRONG' })))} />
    </div>
  );
}

function PutInForce({ ready, onCancel }: { ready: Ready; onCancel: () => void }) {
  const t = useT();
  const job = useJob();
  const [business, setBusiness] = useState('');
  useEffect(() => void call(api().business.get()).then(({ name }) => setBusiness(name)).catch(() => undefined), []);
  const oldSerial = useSession((s) => s.security?.kit.serial ?? '');
  const [groups, setGroups] = useState<Groups>(['', '']);
  const { kit } = ready;
  const [missing, setMissing] = useState(false);
  // main closes this window at the end and opens the login
  const go = () => {
    const typed = kit === null || groupsMatch(kit, groups);
    setMissing(!typed);
    if (typed) void job.run((id) => call(api().security.rotate({ job: id, groups: kit === null ? null : groups })));
  };
  const stop = (id: string) => void call(api().security.rotateCancel({ job: id })).catch((error: unknown) => toast({ text: sentence(error), kind: 'problem' }));
  return (
    <div className={classes.ask}>
      {kit !== null && !job.busy && <NewKit kit={kit} business={business} groups={groups} onChange={setGroups} />}
      {ready.codes.length > 0 && (
        <>
          <p>{t('security.key.codes', { when: momentText(ready.codes[0]?.until ?? '') })}</p>
          <ul className={classes.codes} aria-label={t('security.key.codesName')}>{ready.codes.map(({ name, code }) => <li key={name}><span className="grow">{name}</span><span className="code" dir="ltr">{code}</span></li>)}</ul>
        </>
      )}
      {job.error !== null && <Problem alert>{sentence(job.error)}</Problem>}
      {missing && <Problem alert>{t('security.key.typeFirst')}</Problem>}
      {job.busy && <Going job={job} words={t('security.key.going')} onCancel={stop} amount={sizeText} />}
      {!job.busy && <Confirm
        title={t('security.key.ask')} yes={t('security.key.yes')} no={t('security.key.no')} danger={false} onYes={go} onNo={onCancel}
        points={[{ good: true, text: t(kit === null ? 'security.key.stay' : 'security.key.stayKit') }, { good: true, text: t('security.key.backup') }, { good: false, text: t('security.key.end') }, { good: false, text: t(kit === null ? 'security.key.old' : 'security.key.oldKit', { serial: oldSerial }) }]}
      />}
    </div>
  );
}
