// "What needs you today": past pay-by dates, today's, and drafts, each row with its next act. Arrow keys walk the acts.
import { IconAlertCircle, IconBell, IconClock, IconMail, IconMoodSmile, IconPencil, IconRepeat, IconShieldHalf, type Icon } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { Output } from '../../contract/index.ts';
import type { HomeSummary } from '../../contract/invoices.ts';
import { daysBetween, formatDay } from '../../domain/date.ts';
import { type AlertCount, useAlerts } from '../alerts/alertStore.ts';
import { sentenceOf, titleOf } from '../alerts/alertText.ts';
import { go, type Route } from '../app/navigate.ts';
import { language, useT } from '../i18n/index.ts';
import { agoText } from '../ui/agoText.ts';
import { countText, moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import classes from './Home.module.css';

interface Row {
  id: string;
  icon: Icon;
  kind: 'late' | 'due' | 'draft';
  title: string;
  detail: string;
  amount: string;
  act: string;
  to: Route;
}

type Repeats = Output<'recurring.due'>;
type Letters = Output<'reminders.due'>;
type Waiting = Output<'approvals.waiting'>;

function useRows(summary: HomeSummary, today: string, repeats: Repeats | null, letters: Letters | null, alert: AlertCount | null, asked: Waiting | null): { title: string; rows: Row[]; all?: { words: string; to: Route } }[] {
  const t = useT();
  const late: Row[] = summary.overdue.map((invoice) => ({
    id: invoice.id, icon: IconAlertCircle, kind: 'late', title: invoice.customer, detail: t('home.pastBy', { number: invoice.number, count: invoice.dueDate === null ? 0 : daysBetween(invoice.dueDate, today) }),
    amount: moneyText(invoice.open, invoice.currency), act: t('common.open'), to: { screen: 'invoice', id: invoice.id },
  }));
  const due: Row[] = summary.dueToday.map((invoice) => ({
    id: invoice.id, icon: IconClock, kind: 'due', title: invoice.customer, detail: [invoice.number, invoice.subject].filter((x) => x !== '').join(', '),
    amount: moneyText(invoice.open, invoice.currency), act: t('common.open'), to: { screen: 'invoice', id: invoice.id },
  }));
  const drafts: Row[] = summary.drafts.map((draft) => ({
    id: draft.id, icon: IconPencil, kind: 'draft', title: draft.subject === '' ? t('home.draftWithout') : draft.subject,
    detail: t('home.draftDetail', { customer: draft.customer === '' ? t('home.noCustomer') : draft.customer, when: agoText(draft.updatedAt) }),
    amount: draft.total === null ? '' : moneyText(draft.total, draft.currency), act: t('home.goOn'), to: { screen: 'editor', draftId: draft.id },
  }));
  const [next] = repeats?.rows ?? [];
  const recurring: Row[] = next === undefined || repeats === null ? [] : [{
    id: 'recurring', icon: IconRepeat, kind: 'due', title: t('home.repeatsDue', { count: repeats.total }), detail: [next.customer, next.subject, formatDay(next.date, language())].filter((x) => x !== '').join(', '),
    amount: '', act: t('home.look'), to: { screen: 'recurring', tab: 'due' },
  }];
  const [first] = letters?.rows ?? [];
  const reminders: Row[] = first === undefined || letters === null ? [] : [{
    id: 'reminders', icon: IconMail, kind: 'due', title: t('home.lettersDue', { count: letters.total, n: `${letters.total}${letters.capped ? '+' : ''}` }), detail: t('home.lettersFirst', { customer: first.customer, number: first.number, count: first.daysLate }),
    amount: '', act: t('home.look'), to: { screen: 'reminders' },
  }];
  const decide: Row[] = asked === null || asked.forYou === 0 ? [] : [{ id: 'approvals', icon: IconShieldHalf, kind: 'due', title: t('approvals.home', { count: asked.forYou }), detail: t('approvals.homeDetail'), amount: '', act: t('home.look'), to: { screen: 'approvals' } }];
  const more = (known: number, all: number, to: Route) => (all > known ? { all: { words: t('home.seeAll', { count: all }), to } } : {});
  const alerts: Row[] = alert === null ? [] : [{
    id: 'alerts', icon: IconBell, kind: alert.serious > 0 ? 'late' : 'due', title: alert.gravest === null ? t('alerts.title') : titleOf(alert.gravest), detail: alert.open > 1 ? t('alerts.homeMore', { n: alert.open - 1 }) : alert.gravest === null ? '' : sentenceOf(alert.gravest),
    amount: '', act: t('alerts.look'), to: { screen: 'alerts' },
  }];
  return [
    { title: t('approvals.homeTitle'), rows: decide },
    { title: t('alerts.home'), rows: alerts },
    { title: t('home.repeats'), rows: recurring },
    { title: t('home.letters'), rows: reminders },
    { title: t('home.overdueTitle'), rows: late, ...more(late.length, summary.counts.overdue, { screen: 'invoices', tab: 'overdue' }) },
    { title: t('home.todayTitle'), rows: due, ...more(due.length, summary.counts.dueToday, { screen: 'invoices' }) },
    { title: t('home.drafts'), rows: drafts, ...more(drafts.length, summary.counts.drafts, { screen: 'invoices', tab: 'drafts' }) },
  ];
}

/** Up and down between the acts of the list. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const acts = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-act]')];
  const here = acts.findIndex((act) => act === document.activeElement);
  const next = acts[Math.max(0, Math.min(acts.length - 1, here + (event.key === 'ArrowDown' ? 1 : -1)))];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Counts({ counts }: { counts: HomeSummary['counts'] }) {
  const t = useT();
  return (
    <p className={`small q2 ${classes.counts}`}>
      <button type="button" className="link" onClick={() => go({ screen: 'customers' })}>{t('home.customersCount', { count: counts.customers, n: countText(counts.customers) })}</button>
      <button type="button" className="link" onClick={() => go({ screen: 'items' })}>{t('home.itemsCount', { count: counts.items, n: countText(counts.items) })}</button>
      <button type="button" className="link" onClick={() => go({ screen: 'invoices' })}>{t('home.invoices', { count: counts.invoices, n: countText(counts.invoices) })}</button>
    </p>
  );
}

export function TodoList({ summary, today, repeats, letters, asked }: { summary: HomeSummary; today: string; repeats: Repeats | null; letters: Letters | null; asked: Waiting | null }) {
  const t = useT();
  const alerts = useAlerts((s) => (s.count === null || s.count.open === 0 ? null : s.count));
  const parts = useRows(summary, today, repeats, letters, alerts, asked);
  // Whoever is to be reminded of is late: that is one thing to see to, not two.
  const things = Math.max(summary.counts.overdue, letters?.total ?? 0) + summary.counts.dueToday + summary.counts.drafts + (repeats?.total ?? 0) + (alerts?.open ?? 0) + (asked?.forYou ?? 0);
  return (
    <section className={`card ${classes.todoCard}`} onKeyDown={walk}>
      <header><h2>{t('home.todo')}</h2><span className="end small">{t('home.things', { count: things })}</span></header>
      {things === 0 ? (
        <p className={classes.quiet}><IconMoodSmile size={20} stroke={1.6} aria-hidden="true" />{t('home.nothing')}</p>
      ) : (
        <ul className={classes.todo}>
          {parts.filter((part) => part.rows.length > 0).map((part) => (
            <li key={part.title}>
              <h3 className={classes.section}>
                {part.title}
                {part.all !== undefined && <button type="button" className="link" data-act="" onClick={() => part.all && go(part.all.to)}>{part.all.words}</button>}
              </h3>
              <ul>
                {part.rows.map((row) => (
                  <li key={row.id} className={classes.row}>
                    <span className={`${classes.icon} ${classes[row.kind] ?? ''}`}><row.icon size={16} stroke={1.75} aria-hidden="true" /></span>
                    <span className="grow"><span className="m">{row.title}</span><span className={`q2 small clip ${classes.detail}`}>{row.detail}</span></span>
                    <span className="num m">{row.amount}</span>
                    <Button size="dense" className={classes.act ?? ''} data-act="" onClick={() => go(row.to)} aria-label={`${row.act}: ${row.title}, ${row.detail}`}>{row.act}</Button>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      <Counts counts={summary.counts} />
    </section>
  );
}
