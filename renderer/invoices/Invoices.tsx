// All invoices and drafts: tabs and saved views, filters, a list of any length, and what one can do with the chosen ones.
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { SavedView, ViewBody } from '../../contract/views.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { go, useRoute } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { countText } from '../ui/amountText.ts';
import { Screen } from '../ui/Screen.tsx';
import { DraftList } from './DraftList.tsx';
import { IssuedList } from './IssuedList.tsx';
import { EVERYTHING, type ListPlace, placeAt, rememberPlace } from './listView.ts';
import classes from './invoices.module.css';

export type InvoicesTab = 'all' | 'overdue' | 'drafts';
const TABS: readonly InvoicesTab[] = ['all', 'overdue', 'drafts'];
const NO_VIEWS: readonly SavedView[] = [];

interface Tab {
  id: string;
  words: string;
  count: string;
}

export default function Invoices({ tab: wanted }: { tab?: InvoicesTab }) {
  const t = useT();
  const today = useToday();
  const route = useRoute((s) => s.route);
  const views = useLoad(() => call(api().views.list()), '');
  const saved = views.value?.rows ?? NO_VIEWS;
  const [place, setPlace] = usePlace(wanted, saved);
  const mayWrite = useMay('draft.write');
  const counts = useLoad(() => call(api().invoices.counts({ today })), today);
  useChanged(['invoices', 'drafts', 'imports', 'payments'], counts.reload);
  useChanged(['views'], views.reload);
  const tabs: Tab[] = [
    ...TABS.map((one) => ({ id: one, words: t(`invoices.tab.${one}`), count: counts.value === null ? '' : countText(counts.value[one]) })),
    ...saved.map((view) => ({ id: view.id, words: view.name, count: '' })),
  ];
  const view = saved.find(({ id }) => id === place.tab) ?? null;
  const onTab = (tab: string) => setPlace({ tab, body: saved.find(({ id }) => id === tab)?.body ?? { ...EVERYTHING, shown: place.body.shown } });
  const label = tabs.find(({ id }) => id === place.tab)?.words ?? t('invoices.title');
  return (
    <Screen
      title={t('invoices.title')}
      actions={mayWrite && <Button kind="primary" keys="mod+n" icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'editor' })}>{t('common.newInvoice')}</Button>}
      keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'space', does: t('invoices.key.choose') }, { keys: 'mod+a', does: t('invoices.key.all') }, { keys: 'enter', does: t('common.open') }, { keys: '/', does: t('invoices.key.filter') }, { keys: 'mod+d', does: t('invoices.duplicate') }]}
    >
      <div className={classes.page}>
        <Tabs tabs={tabs} tab={place.tab} onTab={onTab} />
        <div className={classes.panel} role="tabpanel" id={`invoices-${place.tab}`} aria-labelledby={`invoices-tab-${place.tab}`}>
          {place.tab === 'drafts' ? (
            <DraftList total={counts.value?.drafts ?? null} />
          ) : (
            <IssuedList
              key={`${place.tab} ${routeSerial(route)}`} label={place.tab === 'all' ? t('invoices.title') : label} body={place.body} onBody={(body) => setPlace({ ...place, body })} view={view}
              onView={(id) => setPlace(id === null ? { tab: 'all', body: EVERYTHING } : { tab: id, body: place.body })} overdue={place.tab === 'overdue'} today={today} counts={counts.value}
            />
          )}
        </div>
      </div>
    </Screen>
  );
}

const serials = new WeakMap<object, number>();
let serial = 0;

/** Each visit of the screen is a list of its own. */
function routeSerial(route: object): number {
  const known = serials.get(route);
  if (known !== undefined) return known;
  serial += 1;
  serials.set(route, serial);
  return serial;
}

/** Where one is: as one left it when coming back, at the tab that was asked for, or at the usual view. */
function usePlace(wanted: InvoicesTab | undefined, saved: readonly SavedView[]): [ListPlace, (place: ListPlace) => void] {
  const route = useRoute((s) => s.route);
  const [state, setState] = useState<{ route: object; place: ListPlace; touched: boolean }>(() => ({ route, place: placeAt(route) ?? fresh(wanted), touched: placeAt(route) !== undefined || wanted !== undefined }));
  // Came here again, with another tab in mind perhaps.
  if (state.route !== route && 'screen' in route && route.screen === 'invoices') setState({ route, place: placeAt(route) ?? fresh(wanted), touched: placeAt(route) !== undefined || wanted !== undefined });
  const usual = saved.find((view) => view.usual);
  if (usual !== undefined && !state.touched) setState({ ...state, place: { tab: usual.id, body: usual.body }, touched: true });
  const { place } = state;
  useEffect(() => rememberPlace(route, place), [route, place]);
  return [place, (next) => setState({ route, place: next, touched: true })];
}

function fresh(wanted: InvoicesTab | undefined): ListPlace {
  const body: ViewBody = EVERYTHING;
  return { tab: wanted ?? 'all', body };
}

function Tabs({ tabs, tab, onTab }: { tabs: readonly Tab[]; tab: string; onTab: (tab: string) => void }) {
  const t = useT();
  const step = (by: number) => {
    const next = tabs[(tabs.findIndex(({ id }) => id === tab) + by + tabs.length) % tabs.length]?.id ?? 'all';
    onTab(next);
    document.getElementById(`invoices-tab-${next}`)?.focus();
  };
  return (
    <div className={classes.tabs} role="tablist" aria-label={t('invoices.views')}>
      {tabs.map((one) => (
        <button
          key={one.id} id={`invoices-tab-${one.id}`} type="button" role="tab" aria-selected={one.id === tab} aria-controls={one.id === tab ? `invoices-${one.id}` : undefined} tabIndex={one.id === tab ? 0 : -1}
          onClick={() => onTab(one.id)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
            event.preventDefault();
            const forward = (event.key === 'ArrowRight') !== (document.documentElement.dir === 'rtl');
            step(forward ? 1 : -1);
          }}
        >
          {one.words} <b>{one.count}</b>
        </button>
      ))}
    </div>
  );
}
