// An issued invoice: the frozen page, what happened to it, and the proof that nothing was changed since.
import { IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { InvoiceView } from '../../contract/invoices.ts';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { back, go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { duplicate, printInvoice, savePdf } from '../invoices/acts.ts';
import { StatusChip } from '../invoices/StatusChip.tsx';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { History } from './History.tsx';
import { Page } from './Page.tsx';
import { Seal } from './Seal.tsx';
import classes from './document.module.css';

export default function Document({ id }: { id: string }) {
  const t = useT();
  const today = useToday();
  const invoice = useLoad(() => call(api().invoices.get({ id })), id);
  useChanged(['pdfs'], invoice.reload);
  const { value, error } = invoice;
  useShortcut('mod+d', () => void duplicate(id, today));
  useShortcut('mod+p', () => {
    if (value) void printInvoice(id, value.snapshot.number);
  });
  const crumb = <button type="button" className="link" onClick={() => go({ screen: 'invoices' })}>{t('editor.crumb')}</button>;
  if (!value) {
    return (
      <Screen title={t('document.title')} crumb={crumb}>
        {error && (
          <div className={classes.failed}>
            <Problem alert>{sentence(error)}</Problem>
            <Button onClick={back}>{t('common.back')}</Button>
          </div>
        )}
      </Screen>
    );
  }
  const { number, dueDate } = value.snapshot;
  return (
    <Screen
      title={number} crumb={crumb} beside={<StatusChip dueDate={dueDate} today={today} />} find={false} actions={<Acts invoice={value} today={today} />}
      keys={[{ keys: 'mod+d', does: t('invoices.duplicate') }, { keys: 'mod+p', does: t('invoices.print') }, { keys: 'esc', does: t('document.backToList') }]}
    >
      <div className={classes.document}>
        <div className={classes.desk} tabIndex={0} role="group" aria-label={t('document.page', { number })}>
          <div className={classes.sheet}>
            <Page snapshot={value.snapshot} draft={null} label={t('document.page', { number })} />
          </div>
        </div>
        <Side invoice={value} />
      </div>
    </Screen>
  );
}

function Acts({ invoice, today }: { invoice: InvoiceView; today: string }) {
  const t = useT();
  const { id, pdf, snapshot } = invoice;
  const [saving, setSaving] = useState(false);
  // A PDF that the queue has not come to yet is made at once, ahead of the others.
  const save = async () => {
    setSaving(true);
    await savePdf(id, snapshot.number);
    setSaving(false);
  };
  return (
    <>
      <Button icon={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void printInvoice(id, snapshot.number)}>{t('invoices.print')}</Button>
      <Button icon={<IconCopy size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void duplicate(id, today)}>{t('invoices.duplicate')}</Button>
      <Button kind="primary" icon={<IconDownload size={16} stroke={1.75} aria-hidden="true" />} busy={saving} onClick={() => void save()}>
        {t(saving && pdf.state === 'pending' ? 'document.pdfPending' : 'invoices.savePdf')}
      </Button>
    </>
  );
}

function Side({ invoice }: { invoice: InvoiceView }) {
  const t = useT();
  const { snapshot, customerId } = invoice;
  const { totals, currency, dueDate, baseTotal, baseCurrency } = snapshot;
  const day = (date: string) => formatDay(date, language());
  return (
    <aside className={classes.side} aria-label={t('document.about')} data-region="side">
      <section>
        <div className={classes.owe}>
          <div>
            <span className="label">{t('document.invoicedTo', { name: snapshot.buyer?.name ?? '' })}</span>
            <div className="big amt">{moneyText(totals.payable, currency)}</div>
          </div>
          <button type="button" className="link small" onClick={() => go({ screen: 'customer', id: customerId })}>{t('document.openCustomer')}</button>
        </div>
        <dl className={classes.facts}>
          <dt>{t('editor.issueDate')}</dt>
          <dd>{day(snapshot.issueDate)}</dd>
          {dueDate !== null && (
            <>
              <dt>{t('editor.dueDate')}</dt>
              <dd>{day(dueDate)}</dd>
            </>
          )}
          {baseTotal !== null && currency !== baseCurrency && (
            <>
              <dt>{t('document.inYourBooks')}</dt>
              <dd>{moneyText(baseTotal, baseCurrency)}</dd>
            </>
          )}
        </dl>
      </section>
      <Seal invoice={invoice} />
      <History invoice={invoice} />
    </aside>
  );
}
