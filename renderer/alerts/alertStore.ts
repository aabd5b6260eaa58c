// How many alerts are open, for the rail and home, and the message when a new one comes. Kept by useAlertCount in the shell; read by any screen.
import { useEffect, useRef } from 'react';
import type { Output } from '../../contract/index.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { go, useRoute } from '../app/navigate.ts';
import { makeStore } from '../app/stores.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';

/** The message of a new alert, which goes when the list is opened. */
export const ALERT_TOAST = 'alert';

export type AlertCount = Output<'alerts.count'>;

export const useAlerts = makeStore<{ count: AlertCount | null }>(() => ({ count: null }));

/** Asks now and whenever an alert came or was seen to; a new one is said aloud at once. For people who may read alerts. */
export function useAlertCount(): void {
  const may = useMay('alert.read');
  const known = useRef<{ open: number; at: string | null } | null>(null);
  const look = async (): Promise<void> => {
    if (!may) return;
    const count = await call(api().alerts.count()).catch(() => null); // busy: the next change asks again
    if (count === null) return;
    const before = known.current;
    known.current = { open: count.open, at: count.newest?.lastAt ?? null };
    useAlerts.setState({ count });
    if (useRoute.getState().route.screen === 'alerts') return; // the list says it
    if (before !== null && count.newest !== null && (count.open > before.open || count.newest.lastAt !== before.at) && count.open >= before.open) {
      const title = t(`alerts.name.${count.newest.rule}`);
      toast({ text: t('alerts.toast', { title }), kind: 'problem', id: ALERT_TOAST, stay: 20_000, acts: [{ label: t('alerts.look'), act: () => go({ screen: 'alerts' }) }] });
    }
  };
  useChanged(['alerts'], () => void look());
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  useEffect(() => void latest.current(), [may]);
}
