// Settings: closed periods. Up to which day the books are shut, what is not finished, closing further, and who did it when.
import { Select } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { addDays, formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { useMay } from '../app/may.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { told } from '../invoices/acts.ts';
import { momentText } from '../ui/agoText.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import settings from '../settings/Settings.module.css';
import { monthEnds } from './monthEnds.ts';
import { ReopenForm } from './ReopenForm.tsx';
import classes from './closing.module.css';

type State = Output<'closing.state'>;
const day = (date: string): string => formatDay(date, language());

export function ClosingTab() {
  const t = useT();
  const state = useLoad(() => call(api().closing.state()), 'closing');
  useChanged(['business', 'invoices', 'drafts'], state.reload);
  const mayOpen = useMay('period.reopen');
  const [opening, setOpening] = useState(false);
  const value = state.value;
  const mayReopen = mayOpen && value !== null && value.through !== null;
  return (
    <>
      <section className={`card ${settings.part}`}>
        <header className={settings.partHead}>
          <div className="grow"><h2>{t('closing.title')}</h2><p className="q2">{t('closing.text')}</p></div>
          {mayReopen && !opening && <Button icon={<IconLockOpen size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setOpening(true)}>{t('closing.reopen')}</Button>}
        </header>
        {state.error !== null && <Problem alert>{sentence(state.error)}</Problem>}
        {value !== null && (
          <>
            <p className={classes.standing}><IconLock size={20} stroke={1.6} aria-hidden="true" className={value.through === null ? 'q3' : 'good'} /><span className="h20">{value.through === null ? t('closing.none') : t('closing.upTo', { day: day(value.through) })}</span></p>
            {opening && value.through !== null ? <ReopenForm state={value} onDone={() => { setOpening(false); state.reload(); }} onCancel={() => setOpening(false)} /> : <CloseForm state={value} onDone={state.reload} />}
          </>
        )}
      </section>
      {value !== null && value.events.length > 0 && <Events events={value.events} />}
    </>
  );
}

function CloseForm({ state, onDone }: { state: State; onDone: () => void }) {
  const t = useT();
  const today = useToday();
  const may = useMay('period.close');
  const mayReopen = useMay('period.reopen');
  const choices = monthEnds(state.through, state.first, today);
  const [wanted, setWanted] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const through = wanted !== null && choices.includes(wanted) ? wanted : choices[0];
  if (!may) return null;
  if (through === undefined) return <p className="q2">{t('closing.nothingToClose')}</p>;
  /** As the days stood before; asks for PIN and code, and the log keeps why. */
  const takeBack = () => told(async () => {
    await call(api().closing.reopen({ through: state.through, reason: t('closing.takenBack') }));
    toast({ text: state.through === null ? t('closing.reopenedAll') : t('closing.reopened', { day: day(addDays(state.through, 1)) }) });
    onDone();
  });
  const close = async () => {
    setBusy(true);
    try {
      await call(api().closing.close({ through }));
      toast({ text: t('closing.done', { day: day(through) }), ...(mayReopen && { undo: () => void takeBack() }) });
      onDone();
    } catch (error) {
      setProblem(sentence(error));
    }
    setBusy(false);
    setAsking(false);
  };
  return (
    <>
      <div className={classes.form}>
        <Select label={t('closing.choose')} value={through} allowDeselect={false} data={choices.map((one) => ({ value: one, label: day(one) }))} onChange={(one) => { setWanted(one); setAsking(false); }} />
        <Waiting through={through} />
      </div>
      {problem !== null && <Problem alert>{problem}</Problem>}
      {asking ? (
        <Confirm
          title={t('closing.askTitle', { day: day(through) })} yes={t('closing.yes')} no={t('closing.no')} danger={false} busy={busy} onYes={() => void close()} onNo={() => setAsking(false)}
          points={[{ good: false, text: t('closing.pointStop', { day: day(through) }) }, { good: true, text: t('closing.pointStay') }, { good: true, text: t('closing.pointOwner') }]}
        />
      ) : (
        <div className={settings.formActs}><Button icon={<IconLock size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setAsking(true)}>{t('closing.close', { day: day(through) })}</Button></div>
      )}
    </>
  );
}

/** What is not finished until then. It stops nothing; it is said before, not after. */
function Waiting({ through }: { through: string }) {
  const t = useT();
  const look = useLoad(() => call(api().closing.look({ through })), through);
  useChanged(['drafts', 'invoices', 'pdfs'], look.reload);
  const value = look.value;
  if (value === null) return null;
  const calm = value.drafts === 0 && value.pdfs === 0;
  return (
    <div className={classes.waiting} aria-live="polite">
      <h3 className="label">{t('closing.open')}</h3>
      {calm && <p className="good">{t('closing.ready')}</p>}
      {value.drafts > 0 && <p><span className="warn">{t('closing.drafts', { count: value.drafts, n: countText(value.drafts) })}</span> <button type="button" className="link" onClick={() => go({ screen: 'invoices', tab: 'drafts' })}>{t('closing.seeDrafts')}</button></p>}
      {value.pdfs > 0 && <p className="warn">{t('closing.pdfs', { count: value.pdfs, n: countText(value.pdfs) })}</p>}
      <p className="small q2">{t('closing.covers', { count: value.documents, n: countText(value.documents) })}</p>
    </div>
  );
}

function Events({ events }: { events: State['events'] }) {
  const t = useT();
  return (
    <section className={`card ${settings.part}`}>
      <header className={settings.partHead}><h2>{t('closing.history')}</h2></header>
      <ul className={settings.list}>
        {events.map((event) => (
          <li key={event.at}>
            <div className={settings.line}>
              <span className="grow">
                <span className="m">{event.kind === 'close' ? t('closing.closedEvent', { day: day(event.through ?? '') }) : event.through === null ? t('closing.reopenAllEvent') : t('closing.reopenEvent', { day: day(event.through) })}</span>
                {event.reason !== '' && <span className={`small ${settings.block}`}>{event.reason}</span>}
              </span>
              <span className="small q2 nw">{t('closing.by', { when: momentText(event.at), name: event.by })}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
