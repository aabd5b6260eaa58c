// Home: what matters today with what there is, and the first steps while there is nothing yet.
import { IconPlus, IconReceipt, IconRefresh } from '@tabler/icons-react';
import type { HomeSummary } from '../../contract/invoices.ts';
import { api, call } from '../app/api.ts';
import { useHour, useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { useMay } from '../app/may.ts';
import { newInvoice } from '../app/newInvoice.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Screen } from '../ui/Screen.tsx';
import { BackupOffer } from './BackupOffer.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { MoneyBand } from './MoneyBand.tsx';
import { MonthsChart } from './MonthsChart.tsx';
import { SafetyCard } from './SafetyCard.tsx';
import { TodoList } from './TodoList.tsx';
import classes from './Home.module.css';

/** Part of the day for the greeting, by the computer's clock. */
export function partOfDay(hour: number): 'morning' | 'afternoon' | 'evening' {
  if (hour >= 4 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}

/** The name people are called by: the first word. */
function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? '';
}

/** As many as fit beside the list at 1280x800. */
const RECENT = 2;

function Recent({ summary }: { summary: HomeSummary }) {
  const t = useT();
  if (summary.recent.length === 0) return null;
  return (
    <section className={`card ${classes.recent}`}>
      <header><h2>{t('home.recent')}</h2></header>
      <ul className={classes.safe}>
        {summary.recent.slice(0, RECENT).map((invoice) => (
          <li key={invoice.id}>
            <button type="button" className={`link m ${classes.recentNumber}`} onClick={() => go({ screen: 'invoice', id: invoice.id })}>{invoice.number}</button>
            <span className="q2 clip grow">{t('home.issuedTo', { customer: invoice.customer })}</span>
            <span className="end num m">{moneyText(invoice.total, invoice.currency)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Home() {
  const t = useT();
  const today = useToday();
  const hour = useHour();
  const mayWrite = useMay('draft.write');
  const summary = useLoad(() => call(api().home.summary({ today })), today);
  const repeats = useLoad(() => call(api().recurring.due({ limit: 1 })), today);
  const letters = useLoad(() => call(api().reminders.due({ limit: 1, customerId: null })), today);
  useChanged(['recurring', 'reminders', 'payments', 'invoices'], () => {
    repeats.reload();
    letters.reload();
  });
  const asked = useLoad(() => call(api().approvals.waiting()), '');
  useChanged(['approvals', 'business', 'invoices'], asked.reload);
  const profile = useLoad(() => call(api().business.get()), 'profile');
  useChanged(['invoices', 'drafts', 'customers', 'items', 'business', 'imports', 'pdfs'], () => {
    summary.reload();
    profile.reload();
  });
  const shown = summary.value;
  const greeting = shown === null ? t('home.title') : t(`home.good.${partOfDay(hour)}`, { name: firstName(shown.user) });
  const keys = [{ keys: 'mod+n', does: t('common.newInvoice') }, { keys: 'mod+k', does: t('keys.find') }, { keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('home.doIt') }];
  return (
    <Screen title={greeting} keys={keys} scroll actions={mayWrite && <Button kind="primary" keys="mod+n" icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={newInvoice}>{t('common.newInvoice')}</Button>}>
      {shown === null && summary.error !== null && (
        <Empty icon={IconReceipt} title={t('home.failed')} text={sentence(summary.error)} problem>
          <Button kind="primary" icon={<IconRefresh size={16} aria-hidden="true" />} onClick={summary.reload}>{t('common.tryAgain')}</Button>
        </Empty>
      )}
      {shown !== null && <BackupOffer />}
      {shown !== null && shown.counts.invoices === 0 && (
        <div className={classes.start}>
          <FirstSteps summary={shown} profile={profile.value} />
          <div className="col g16"><SafetyCard security={shown.security} /></div>
        </div>
      )}
      {shown !== null && shown.counts.invoices > 0 && (
        <div className={classes.home}>
          {shown.months.length + shown.outstanding.length > 0 && <MoneyBand summary={shown} today={today} />}
          <TodoList summary={shown} today={today} repeats={repeats.value} letters={letters.value} asked={asked.value} />
          <div className={classes.side}>
            {shown.months.length > 0 && <MonthsChart months={shown.months} currency={shown.baseCurrency} today={today} />}
            <SafetyCard security={shown.security} />
            <Recent summary={shown} />
          </div>
        </div>
      )}
    </Screen>
  );
}
