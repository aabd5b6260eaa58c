// All invoices and drafts: tabs, filters, a list of any length, and what one can do with the chosen ones.
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { useT } from '../i18n/index.ts';
import { IconPlus } from '@tabler/icons-react';
import { Button } from '../ui/Button.tsx';
import { countText } from '../ui/amountText.ts';
import { Screen } from '../ui/Screen.tsx';
import { DraftList } from './DraftList.tsx';
import { IssuedList } from './IssuedList.tsx';
import classes from './invoices.module.css';

export type InvoicesTab = 'all' | 'overdue' | 'drafts';
const TABS: readonly InvoicesTab[] = ['all', 'overdue', 'drafts'];
type Counts = Output<'invoices.counts'>;

export default function Invoices({ tab: wanted = 'all' }: { tab?: InvoicesTab }) {
  const t = useT();
  const today = useToday();
  const [tab, setTab] = useState(wanted);
  const [asked, setAsked] = useState(wanted);
  if (asked !== wanted) {
    // Came here again with another tab in mind.
    setAsked(wanted);
    setTab(wanted);
  }
  const counts = useLoad(() => call(api().invoices.counts({ today })), today);
  useChanged(['invoices', 'drafts', 'imports'], counts.reload);
  return (
    <Screen
      title={t('invoices.title')}
      actions={<Button kind="primary" keys="mod+n" icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'editor' })}>{t('common.newInvoice')}</Button>}
      keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'space', does: t('invoices.key.choose') }, { keys: 'enter', does: t('common.open') }, { keys: '/', does: t('invoices.key.filter') }, { keys: 'mod+d', does: t('invoices.duplicate') }]}
    >
      <div className={classes.page}>
        <Tabs tab={tab} counts={counts.value} onTab={setTab} />
        <div className={classes.panel} role="tabpanel" id={`invoices-${tab}`} aria-labelledby={`invoices-tab-${tab}`}>
          {tab === 'drafts' ? <DraftList total={counts.value?.drafts ?? null} /> : <IssuedList key={tab} overdue={tab === 'overdue'} today={today} counts={counts.value} />}
        </div>
      </div>
    </Screen>
  );
}

function countOf(tab: InvoicesTab, counts: Counts | null): string {
  return counts === null ? '' : countText(counts[tab]);
}

function Tabs({ tab, counts, onTab }: { tab: InvoicesTab; counts: Counts | null; onTab: (tab: InvoicesTab) => void }) {
  const t = useT();
  const step = (by: number) => {
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length] ?? 'all';
    onTab(next);
    document.getElementById(`invoices-tab-${next}`)?.focus();
  };
  return (
    <div className={classes.tabs} role="tablist" aria-label={t('invoices.views')}>
      {TABS.map((one) => (
        <button
          key={one} id={`invoices-tab-${one}`} type="button" role="tab" aria-selected={one === tab} aria-controls={one === tab ? `invoices-${one}` : undefined} tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
            event.preventDefault();
            const forward = (event.key === 'ArrowRight') !== (document.documentElement.dir === 'rtl');
            step(forward ? 1 : -1);
          }}
        >
          {t(`invoices.tab.${one}`)} <b>{countOf(one, counts)}</b>
        </button>
      ))}
    </div>
  );
}
