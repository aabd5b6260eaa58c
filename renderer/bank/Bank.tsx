// The bank: bring in a statement, then go through its lines; each has a proposal that one key accepts. Nothing is booked twice, and everything can be taken back.
import { IconBuildingBank, IconFileImport, IconUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { BankAccount, BankLineState, BankRow } from '../../contract/bank.ts';
import { api, call } from '../app/api.ts';
import { useBillfoldEvent, useChanged } from '../app/events.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { countText } from '../ui/amountText.ts';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen, type ScreenKey } from '../ui/Screen.tsx';
import { toast } from '../ui/toast.ts';
import { useShortcut } from '../ui/useShortcut.ts';
import type { VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { accept, undo } from './acts.ts';
import { type BankModel, type BankState, createBank, mayBring, willBring } from './bankStore.ts';
import { LineList } from './LineList.tsx';
import { LinePanel, type PanelMode } from './LinePanel.tsx';
import { LookCard } from './LookCard.tsx';
import { sharesOfProposal } from './shares.ts';
import classes from './bank.module.css';

const TABS: readonly BankLineState[] = ['todo', 'booked', 'aside'];

export default function Bank() {
  const t = useT();
  const [model] = useState(() => createBank(() => crypto.randomUUID()));
  const state = useStore(model.store);
  useBillfoldEvent('progress', model.onProgress);
  const accounts = useLoad(() => call(api().bank.accounts({})), '');
  useChanged(['bank', 'payments'], accounts.reload);
  const [tab, setTab] = useState<BankLineState>('todo');
  const { result } = state;
  useEffect(() => {
    if (result === null) return;
    setTab('todo');
    toast({ id: 'bank-in', text: t('bank.cameIn', { count: result.added, n: countText(result.added) }), detail: result.doubles > 0 ? t('bank.wereHere', { count: result.doubles, n: countText(result.doubles) }) : undefined });
  }, [result, t]);
  useShortcut('mod+enter', () => {
    if (mayBring(state)) void model.commit();
  });
  const rows = accounts.value?.rows ?? null;
  return (
    <Screen title={t('bank.title')} find={state.step === 'lines'} actions={<Actions model={model} state={state} />} keys={useKeys(state, tab, rows)}>
      <DropZone model={model} enabled={state.step === 'lines' || state.step === 'look'}>
        {state.step === 'look' && <LookCard model={model} state={state} />}
        {(state.step === 'reading' || state.step === 'saving') && <Working model={model} state={state} />}
        {state.step === 'lines' && state.error && <div className={classes.error}><Problem alert>{sentence(state.error)}</Problem></div>}
        {state.step === 'lines' && accounts.error && <Problem alert>{sentence(accounts.error)}</Problem>}
        {state.step === 'lines' && rows !== null && (rows.length === 0 ? <First model={model} /> : <Lines accounts={rows} tab={tab} onTab={setTab} />)}
      </DropZone>
    </Screen>
  );
}

function useKeys(state: BankState, tab: BankLineState, rows: readonly BankAccount[] | null): ScreenKey[] {
  const t = useT();
  if (state.step === 'look') return [{ keys: 'mod+enter', does: t('bank.key.bring') }];
  if (state.step !== 'lines' || rows === null || rows.length === 0) return [];
  const move = { keys: 'up/down', does: t('common.move') };
  if (tab !== 'todo') return [move, { keys: 'u', does: t('bank.key.undo') }, { keys: '/', does: t('bank.key.filter') }];
  return [move, { keys: 'enter/a', does: t('bank.accept') }, { keys: 'c', does: t('bank.key.choose') }, { keys: 'x', does: t('bank.setAside') }, { keys: '/', does: t('bank.key.filter') }];
}

function Actions({ model, state }: { model: BankModel; state: BankState }) {
  const t = useT();
  if (state.step === 'look' && state.look !== null) {
    const count = willBring(state.look);
    return (
      <>
        <Button onClick={model.leave}>{t('common.cancel')}</Button>
        <Button kind="primary" keys="mod+enter" aria-disabled={!mayBring(state) || undefined} onClick={() => void model.commit()}>{t('bank.bring', { count, n: countText(count) })}</Button>
      </>
    );
  }
  if (state.step !== 'lines') return null;
  return <Button kind="primary" icon={<IconFileImport size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void model.pick()}>{t('bank.choose')}</Button>;
}

/** A file let go anywhere on the screen is read like one that was chosen. */
function DropZone({ model, enabled, children }: { model: BankModel; enabled: boolean; children: ReactNode }) {
  const t = useT();
  const [over, setOver] = useState(false);
  const carries = (event: DragEvent) => enabled && event.dataTransfer.types.includes('Files');
  return (
    <div
      className={classes.zone}
      onDragOver={(event) => { if (carries(event)) { event.preventDefault(); setOver(true); } }}
      onDragLeave={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false); }}
      onDrop={(event) => {
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (!carries(event) || file === undefined) return;
        event.preventDefault();
        void model.drop(file);
      }}
    >
      {children}
      {over && <div className={classes.over} aria-hidden="true"><IconUpload size={24} stroke={1.5} /> {t('bank.dropHere')}</div>}
    </div>
  );
}

function First({ model }: { model: BankModel }) {
  const t = useT();
  return (
    <section className={`card ${classes.first}`}>
      <Empty icon={IconBuildingBank} title={t('bank.first')} text={t('bank.firstText')}>
        <Button onClick={() => void model.pick()}>{t('bank.choose')}</Button>
      </Empty>
      <p className={classes.formats}>{t('bank.formats')}</p>
    </section>
  );
}

function Working({ model, state }: { model: BankModel; state: BankState }) {
  const t = useT();
  const { progress, step } = state;
  const percent = progress && progress.total > 0 ? Math.min(100, Math.floor((progress.done * 100) / progress.total)) : 0;
  const stage = t(step === 'saving' && progress?.stage !== 'reading' ? 'bank.saving' : 'bank.reading');
  return (
    <section className={`card ${classes.first} ${classes.working}`}>
      <h2 id="bank-stage" role="status">{stage}</h2>
      <div className="bar" role="progressbar" aria-labelledby="bank-stage" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}><i style={{ inlineSize: `${percent}%` }} /></div>
      <div className={classes.acts}>
        <Button autoFocus onClick={() => void model.cancel()}>{t('common.cancel')}</Button>
        <span className="small q2">{t('bank.cancelText')}</span>
      </div>
    </section>
  );
}

function Lines({ accounts, tab, onTab }: { accounts: readonly BankAccount[]; tab: BankLineState; onTab: (tab: BankLineState) => void }) {
  const t = useT();
  const table = useRef<VirtualTableHandle>(null);
  const [row, setRow] = useState<BankRow | null>(null);
  const [mode, setMode] = useState<PanelMode>('look');
  const id = row?.id ?? null;
  const line = useLoad(() => (id === null ? Promise.resolve(null) : call(api().bank.line({ id }))), `${id} ${row?.state}`);
  useChanged(['bank', 'payments', 'invoices'], line.reload);
  const shown = line.value !== null && line.value.id === id ? line.value : null;
  const back = useCallback(() => {
    setMode('look');
    table.current?.focus();
  }, []);
  const onCurrent = useCallback((next: BankRow | null) => {
    setRow((was) => {
      if (was?.id !== next?.id) setMode('look');
      return next;
    });
  }, []);
  const take = (one: BankRow) => {
    const { proposal } = one;
    if (one.state !== 'todo' || proposal === null || shown === null || shown.needsRate) return;
    void accept(one, sharesOfProposal(one.amount, proposal), null).then((done) => done && back());
  };
  const todo = row !== null && row.state === 'todo';
  useShortcut('a', () => row !== null && take(row), { enabled: todo && mode === 'look' });
  useShortcut('c', () => setMode('choose'), { enabled: todo && row.amount > 0 && mode === 'look' });
  useShortcut('x', () => setMode('aside'), { enabled: todo && mode === 'look' });
  useShortcut('u', () => { if (row !== null) void undo(row).then((done) => done && back()); }, { enabled: row !== null && !todo });
  const counts = (state: BankLineState) => accounts.reduce((sum, account) => sum + account[state], 0);
  return (
    <div className={classes.page}>
      <Tabs tab={tab} counts={counts} onTab={onTab} />
      <div className={classes.split}>
        <div className={classes.list} role="tabpanel" id={`bank-${tab}`} aria-labelledby={`bank-tab-${tab}`}>
          <LineList key={tab} table={table} state={tab} accounts={accounts} onCurrent={onCurrent} onEnter={take} />
        </div>
        {shown !== null && <LinePanel key={shown.id} line={shown} mode={mode} onMode={setMode} onDone={back} />}
        {shown === null && <aside className={`card ${classes.panel} ${classes.nothing}`} aria-label={t('bank.line')}><p className="q2">{id === null ? t('bank.chooseLine') : ''}</p></aside>}
      </div>
    </div>
  );
}

function Tabs({ tab, counts, onTab }: { tab: BankLineState; counts: (state: BankLineState) => number; onTab: (tab: BankLineState) => void }) {
  const t = useT();
  const step = (by: number) => {
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length] ?? 'todo';
    onTab(next);
    document.getElementById(`bank-tab-${next}`)?.focus();
  };
  return (
    <div className={classes.tabs} role="tablist" aria-label={t('bank.views')}>
      {TABS.map((one) => (
        <button
          key={one} id={`bank-tab-${one}`} type="button" role="tab" aria-selected={one === tab} aria-controls={one === tab ? `bank-${one}` : undefined} tabIndex={one === tab ? 0 : -1} onClick={() => onTab(one)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
            event.preventDefault();
            step((event.key === 'ArrowRight') !== (document.documentElement.dir === 'rtl') ? 1 : -1);
          }}
        >
          {t(`bank.tab.${one}`)} <b>{countText(counts(one))}</b>
        </button>
      ))}
    </div>
  );
}
