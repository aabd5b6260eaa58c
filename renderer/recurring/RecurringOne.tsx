// One recurring invoice: its schedule and prices to set, its next invoice as a page, and what became of each date.
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconPencil, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { RecurringView } from '../../contract/recurring.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { back, go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { loadBooks, useBooks } from '../editor/books.ts';
import { sentence } from '../i18n/errors.ts';
import { t as say, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { toast } from '../ui/toast.ts';
import { useShortcut } from '../ui/useShortcut.ts';
import { editWording, throwAway, told } from './acts.ts';
import { NextPage } from './NextPage.tsx';
import { PausePanel } from './PausePanel.tsx';
import { PriceRows } from './PriceRows.tsx';
import { ScheduleForm } from './ScheduleForm.tsx';
import { type FormState, formOf, formProblem, isChanged, scheduleOf } from './scheduleState.ts';
import { SettledList } from './SettledList.tsx';
import { StateChip } from './StateChip.tsx';
import classes from './recurring.module.css';

export default function RecurringOne({ id }: { id: string }) {
  const t = useT();
  const view = useLoad(() => call(api().recurring.get({ id })), id);
  useChanged(['recurring', 'invoices', 'customers'], view.reload);
  useEffect(() => void loadBooks(), []);
  const crumb = <button type="button" className="link" onClick={() => go({ screen: 'recurring', tab: 'all' })}>{t('recurring.title')}</button>;
  if (view.value) return <One key={view.value.version} view={view.value} crumb={crumb} reload={view.reload} />;
  return (
    <Screen title={t('recurring.one')} crumb={crumb}>
      {view.error && (
        <div className={classes.failed}>
          <Problem alert>{sentence(view.error)}</Problem>
          <Button onClick={back}>{t('common.back')}</Button>
        </div>
      )}
    </Screen>
  );
}

function useOne(view: RecurringView, reload: () => void) {
  const [form, setForm] = useState<FormState>(() => formOf(view));
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const changed = isChanged(form, view);
  const problem = formProblem(form, view);
  const set = (patch: Partial<FormState>) => {
    setForm((old) => ({ ...old, ...patch }));
    setError(null);
  };
  /** Runs one write after another; the screen comes anew with the new version. */
  const act = async (work: () => Promise<unknown>, word: string | null) => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
      if (word !== null) toast({ text: say(word) });
      reload();
    } catch (thrown) {
      setError(asApiError(thrown));
    }
    setBusy(false);
  };
  /** A pause, an end or going on; while nothing came of it, the message takes it back. */
  const step = (name: 'pause' | 'end' | 'resume', work: (version: number) => Promise<{ version: number }>) => act(async () => {
    const done = await work(await stored());
    const before = { state: view.state === 'ended' ? 'ended' as const : 'on' as const, pauses: view.pauses };
    const undo = () => void told(async () => {
      await call(api().recurring.takeBack({ id: view.id, version: done.version, ...before }));
      toast({ text: say('recurring.stepped.back') });
    });
    toast({ text: say(`recurring.stepped.${name}`), undo });
  }, null);
  const stored = async (): Promise<number> => {
    if (!changed) return view.version;
    const { anchor, every, unit, end } = scheduleOf(form);
    const { version } = await call(api().recurring.save({ id: view.id, version: view.version, schedule: { anchor, every, unit, end }, mode: form.mode, prices: form.prices }));
    return version;
  };
  return { form, set, error, busy, changed, problem, act, step, stored };
}

function One({ view, crumb, reload }: { view: RecurringView; crumb: ReactNode; reload: () => void }) {
  const t = useT();
  const today = useToday();
  const { id, state } = view;
  const one = useOne(view, reload);
  const { form, set, changed, problem, act, step, stored, busy } = one;
  const [asking, setAsking] = useState<'pause' | 'end' | 'away' | null>(null);
  const books = useBooks((s) => s.books);
  const good = problem === null;
  const save = () => good && changed && void act(stored, 'recurring.saved');
  const begin = () => good && void act(async () => call(api().recurring.start({ id, version: await stored() })), null);
  const resume = () => good && void step('resume', (version) => call(api().recurring.resume({ id, version })));
  const fresh = state === 'setup' || state === 'ended';
  useShortcut('mod+enter', () => (fresh ? begin() : save()));
  return (
    <Screen
      title={view.body.subject === '' ? t('recurring.one') : view.body.subject} crumb={crumb} beside={<StateChip state={state} />} find={false} keys={[{ keys: 'mod+enter', does: t(fresh ? 'recurring.begin' : 'recurring.save') }, { keys: 'esc', does: t('document.backToList') }]}
      actions={
        <>
          <Button icon={<IconPencil size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void editWording(id)}>{t('recurring.wording')}</Button>
          {state === 'setup' && <Button kind="quiet" icon={<IconTrash size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setAsking('away')}>{t('recurring.throwAway')}</Button>}
          {state === 'on' && <Button icon={<IconPlayerPause size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setAsking('pause')}>{t('recurring.pause')}</Button>}
          {(state === 'on' || state === 'paused') && <Button icon={<IconPlayerStop size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setAsking('end')}>{t('recurring.end')}</Button>}
          {state === 'paused' && <Button kind={changed ? 'plain' : 'primary'} icon={<IconPlayerPlay size={16} stroke={1.75} aria-hidden="true" />} busy={busy} onClick={resume}>{t('recurring.resume')}</Button>}
          {fresh && <Button kind="primary" keys="mod+enter" icon={<IconPlayerPlay size={16} stroke={1.75} aria-hidden="true" />} busy={busy} aria-disabled={!good} onClick={begin}>{t(state === 'setup' ? 'recurring.begin' : 'recurring.beginAgain')}</Button>}
          {!fresh && changed && <Button kind="primary" keys="mod+enter" busy={busy} aria-disabled={!good} onClick={save}>{t('recurring.save')}</Button>}
        </>
      }
    >
      <div className={classes.one}>
        <div className={classes.left}>
          {one.error && <Problem alert>{sentence(one.error)}</Problem>}
          {asking === 'pause' && <PausePanel today={today} onNo={() => setAsking(null)} onYes={(from, to) => void step('pause', (version) => call(api().recurring.pause({ id, version, from, to })))} />}
          {asking === 'end' && (
            <Confirm
              title={t('recurring.askEnd')} text={t('recurring.askEndText')} yes={t('recurring.end')} no={t('common.cancel')} busy={busy} onNo={() => setAsking(null)}
              onYes={() => void step('end', (version) => call(api().recurring.end({ id, version })))}
            />
          )}
          {asking === 'away' && <Confirm title={t('recurring.askAway')} text={t('recurring.askAwayText')} yes={t('recurring.throwAway')} no={t('common.cancel')} onNo={() => setAsking(null)} onYes={() => void throwAway(id)} />}
          <ScheduleForm view={view} form={form} problem={problem} error={one.error} onChange={set} />
          <PriceRows view={view} prices={form.prices} problem={problem} onChange={(prices) => set({ prices })} />
          <SettledList view={view} />
        </div>
        {books && <NextPage view={view} form={form} books={books} />}
      </div>
    </Screen>
  );
}
