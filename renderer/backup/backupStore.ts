// How it stands with backups, for every screen: loaded once by the shell, kept up to date by main's events. Acts that several screens offer are here too.
import { useEffect, useRef } from 'react';
import type { BackupRunning, BackupState } from '../../contract/backup.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useBillfoldEvent, useChanged } from '../app/events.ts';
import { saveAll } from '../app/leave.ts';
import { useMay } from '../app/may.ts';
import { makeStore } from '../app/stores.ts';
import { sentence } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';
import { faultDo, faultWhat } from './faultText.ts';

interface Backups {
  /** null until the first answer, and for people who may not see it. */
  state: BackupState | null;
  running: BackupRunning | null;
  leaving: boolean;
  error: ApiError | null;
}
export const useBackups = makeStore<Backups>(() => ({ state: null, running: null, leaving: false, error: null }));

export async function refreshBackups(): Promise<void> {
  try {
    const state = await call(api().backup.state());
    useBackups.setState({ state, running: state.running, error: null });
  } catch (error) {
    useBackups.setState({ error: asApiError(error) });
  }
}

/** Mounted once by the shell. */
export function useBackupsLive(): void {
  const may = useMay('backup.run');
  useEffect(() => {
    if (may) void refreshBackups();
  }, [may]);
  useSoonChanged(may);
  useBillfoldEvent('leaving', () => {
    void saveAll(); // what is typed goes into this last backup
    useBackups.setState({ leaving: true });
  });
  useBillfoldEvent('backup', ({ running }) => {
    const before = useBackups.getState().running;
    useBackups.setState({ running });
    if (running === null && may) void refreshBackups().then(() => told(before));
  });
}

/** Every change of the books makes the last backup older; one look after the last of many is enough. */
function useSoonChanged(may: boolean): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useChanged(['backups'], () => {
    if (may) void refreshBackups();
  });
  useChanged(['business', 'customers', 'items', 'drafts', 'invoices', 'payments', 'imports', 'bank', 'views', 'recurring', 'reminders', 'asides'], () => {
    if (!may) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void refreshBackups(), 2500);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}

/** What a person began is answered in words; what happened by itself is in the history and, when it matters, in the banner. */
function told(was: BackupRunning | null): void {
  const { state } = useBackups.getState();
  if (was === null || state === null || was.cause !== 'person') return;
  if (was.what === 'drill') {
    const { drill } = state;
    if (drill === null || drill.at < was.since) return;
    toast(drill.ok ? { text: t('backup.drill.passedToast') } : { text: t('backup.failed', { label: drill.label, what: faultWhat(drill.code) }), detail: faultDo(drill.code), kind: 'problem' });
    return;
  }
  const tried = state.targets.filter(({ id, last }) => was.targets.includes(id) && last !== null && last.at >= was.since);
  const failed = tried.filter(({ last }) => last?.ok === false);
  for (const { label, last } of failed) {
    if (last?.code === 'CANCELLED') toast({ text: t('backup.run.stopped'), kind: 'hint', id: 'backup-stopped' });
    else toast({ text: t('backup.failed', { label, what: faultWhat(last?.code ?? 'UNKNOWN') }), detail: faultDo(last?.code ?? 'UNKNOWN'), kind: 'problem', id: `backup-${label}` });
  }
  if (tried.length > failed.length) toast({ text: t('backup.done', { count: tried.length - failed.length }), id: 'backup' });
}

/** Ctrl+B, the button and the palette. */
export async function backUpNow(targets?: string[]): Promise<void> {
  try {
    const { started } = await call(api().backup.run(targets === undefined ? {} : { targets }));
    if (started === 0) toast({ text: t(useBackups.getState().running === null ? 'backup.none' : 'backup.busy'), kind: 'hint' });
  } catch (error) {
    toast({ text: sentence(error), kind: 'problem' });
  }
}

export async function drillNow(target?: string): Promise<void> {
  try {
    const { started } = await call(api().backup.drill(target === undefined ? {} : { target }));
    if (!started) toast({ text: t(useBackups.getState().running === null ? 'backup.noneYet' : 'backup.busy'), kind: 'hint' });
  } catch (error) {
    toast({ text: sentence(error), kind: 'problem' });
  }
}

export function stopBackup(): void {
  void call(api().backup.cancel()).catch((error: unknown) => toast({ text: sentence(error), kind: 'problem' }));
}
