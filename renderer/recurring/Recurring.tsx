// Recurring invoices: what is due and waits for a word, and all of them with their next date.
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { AllList } from './AllList.tsx';
import { useDeciding } from './decide.ts';
import { DueList } from './DueList.tsx';
import classes from './recurring.module.css';

export type RecurringTab = 'due' | 'all';
const TABS: readonly RecurringTab[] = ['due', 'all'];
/** One answer stays quick; when these are decided the next ones follow. */
const MOST = 50;

export default function Recurring({ tab: wanted }: { tab?: RecurringTab }) {
  const t = useT();
  const today = useToday();
  const due = useLoad(() => call(api().recurring.due({ limit: MOST })), today);
  const deciding = useDeciding(due.reload);
  useChanged(['recurring', 'customers', 'business', 'invoices'], () => {
    if (deciding.running === null) due.reload();
  });
  const [picked, setPicked] = useState<RecurringTab | null>(wanted ?? null);
  const [asked, setAsked] = useState(wanted);
  if (asked !== wanted) {
    setAsked(wanted);
    setPicked(wanted ?? null);
  }
  const total = due.value?.total ?? null;
  const tab = picked ?? ((total ?? 0) > 0 ? 'due' : 'all');
  const clockBack = due.value?.clockBack ?? null;
  const keys = [{ keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('common.open') }, ...(tab === 'due' ? [{ keys: 'space', does: t('invoices.key.choose') }, { keys: 'mod+enter', does: t('recurring.key.issue') }] : [{ keys: '/', does: t('invoices.key.filter') }])];
  return (
    <Screen
      title={t('recurring.title')} keys={keys}
      actions={<Button kind={tab === 'due' && (total ?? 0) > 0 ? 'plain' : 'primary'} icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'editor', recurring: 'new' })}>{t('recurring.new')}</Button>}
    >
      <div className={classes.page}>
        <Tabs tab={tab} due={total} onTab={setPicked} />
        <div className={classes.panel} role="tabpanel" id={`recurring-${tab}`} aria-labelledby={`recurring-tab-${tab}`}>
          {clockBack !== null && (
            <p className={classes.clock} role="alert">
              <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
              {t('recurring.clockBack', { day: formatDay(clockBack, language()), today: formatDay(today, language()) })}
            </p>
          )}
          {due.error && <Problem alert>{sentence(due.error)}</Problem>}
          {tab === 'all' ? <AllList /> : due.value && <DueList rows={due.value.rows} total={due.value.total} deciding={deciding} />}
        </div>
      </div>
    </Screen>
  );
}

function Tabs({ tab, due, onTab }: { tab: RecurringTab; due: number | null; onTab: (tab: RecurringTab) => void }) {
  const t = useT();
  return (
    <div className={classes.tabs} role="tablist" aria-label={t('recurring.title')}>
      {TABS.map((one) => (
        <button
          key={one} id={`recurring-tab-${one}`} type="button" role="tab" aria-selected={one === tab} aria-controls={one === tab ? `recurring-${one}` : undefined} tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
            event.preventDefault();
            const other = one === 'due' ? 'all' : 'due';
            onTab(other);
            document.getElementById(`recurring-tab-${other}`)?.focus();
          }}
        >
          {t(`recurring.tab.${one}`)} {one === 'due' && due !== null && <b>{countText(due)}</b>}
        </button>
      ))}
    </div>
  );
}
