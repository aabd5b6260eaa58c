// Reminders: what is due today, and the letters that went out.
import { IconSettings } from '@tabler/icons-react';
import { useState } from 'react';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import classes from '../recurring/recurring.module.css';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { DueReminders } from './DueReminders.tsx';
import { SentLetters } from './SentLetters.tsx';

export type RemindersTab = 'due' | 'sent';
const TABS: readonly RemindersTab[] = ['due', 'sent'];
const MOST = 200;

export default function Reminders({ tab: wanted = 'due' }: { tab?: RemindersTab }) {
  const t = useT();
  const today = useToday();
  const [tab, setTab] = useState(wanted);
  const [busy, setBusy] = useState(false);
  const due = useLoad(() => call(api().reminders.due({ limit: MOST, customerId: null })), today);
  useChanged(['reminders', 'payments', 'invoices', 'customers'], () => {
    if (!busy) due.reload();
  });
  const total = due.value?.total ?? null;
  const step = (one: RemindersTab) => {
    const other = one === 'due' ? 'sent' : 'due';
    setTab(other);
    document.getElementById(`reminders-tab-${other}`)?.focus();
  };
  return (
    <Screen
      title={t('reminders.title')}
      actions={<Button icon={<IconSettings size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'settings', tab: 'reminders' })}>{t('reminders.levels')}</Button>}
      keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('reminders.key.letter') }, ...(tab === 'due' ? [{ keys: 'space', does: t('invoices.key.choose') }, { keys: 'mod+enter', does: t('reminders.key.send') }] : [])]}
    >
      <div className={classes.page}>
        <div className={classes.tabs} role="tablist" aria-label={t('reminders.title')}>
          {TABS.map((one) => (
            <button
              key={one} id={`reminders-tab-${one}`} type="button" role="tab" aria-selected={one === tab} aria-controls={one === tab ? `reminders-${one}` : undefined} tabIndex={one === tab ? 0 : -1} onClick={() => setTab(one)}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
                event.preventDefault();
                step(one);
              }}
            >
              {t(`reminders.tab.${one}`)} {one === 'due' && total !== null && <b>{countText(total)}{due.value?.capped && '+'}</b>}
            </button>
          ))}
        </div>
        <div className={classes.panel} role="tabpanel" id={`reminders-${tab}`} aria-labelledby={`reminders-tab-${tab}`}>
          {due.error && <Problem alert>{sentence(due.error)}</Problem>}
          {tab === 'sent' ? <SentLetters /> : due.value && <DueReminders rows={due.value.rows} total={due.value.total} onBusy={setBusy} onDone={due.reload} />}
        </div>
      </div>
    </Screen>
  );
}
