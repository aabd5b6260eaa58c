// The next invoice as a page, with what is set in the form but not saved yet. Only RecurringOne.tsx shows it.
import { useMemo } from 'react';
import type { RecurringView } from '../../contract/recurring.ts';
import { formatDay } from '../../domain/date.ts';
import { bodyAt, PERIOD_WORDS } from '../../domain/recurringBody.ts';
import { buildSnapshot } from '../../domain/snapshot.ts';
import { taxDueOn } from '../../domain/taxDue.ts';
import { api, call } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { Page } from '../document/Page.tsx';
import type { Books } from '../editor/books.ts';
import { language, useT } from '../i18n/index.ts';
import { type FormState, scheduleOf } from './scheduleState.ts';
import { comingDates } from './scheduleText.ts';
import classes from './recurring.module.css';

const DRAFT = { ghostNumber: true, highlight: {} } as const;

export function NextPage({ view, form, books }: { view: RecurringView; form: FormState; books: Books }) {
  const t = useT();
  const { body } = view;
  const { customerId } = body;
  const customer = useLoad(async () => (customerId === null ? null : (await call(api().customers.get({ id: customerId }))).customer), customerId ?? '');
  const key = JSON.stringify(form);
  const next = useMemo(() => {
    const typed: FormState = JSON.parse(key);
    const schedule = scheduleOf(typed);
    const [first] = comingDates(schedule, view, 1);
    if (!first) return null;
    const lang = body.language ?? customer.value?.language ?? books.business.language;
    const prices = typed.prices.filter(({ unitPrice }) => unitPrice !== '');
    const draft = bodyAt(body, schedule, first.index, prices, lang);
    return { date: first.date, ...buildSnapshot({ draft, customer: customer.value, business: books.business, taxRates: books.taxes, taxDue: taxDueOn(books.taxDue, draft.issueDate), number: '' }) };
  }, [key, view, body, customer.value, books]);
  const title = next === null ? t('recurring.noneComing') : t('recurring.nextInvoice', { day: formatDay(next.date, language()) });
  return (
    <aside className={classes.right} aria-label={title} data-region="page">
      <p className={classes.rightHead}>{title}</p>
      {next && (
        <div className={classes.rightPage} tabIndex={0} role="group" aria-label={title}>
          <Page snapshot={next.snapshot} draft={DRAFT} />
        </div>
      )}
      <p className="small q2">{t('recurring.words')} {PERIOD_WORDS.map((word) => <code key={word} className="tag code">{`{${word}}`}</code>)}</p>
    </aside>
  );
}
