// An issued invoice: the frozen page, what happened to it, and the proof that nothing was changed since.
import { IconCopy, IconDownload, IconPrinter, IconReceiptRefund, IconRepeat } from '@tabler/icons-react';
import { type ReactNode, type Ref, useRef, useState } from 'react';
import type { InvoiceView } from '../../contract/invoices.ts';
import { formatDay } from '../../domain/date.ts';
import { addMinor, minor, subMinor } from '../../domain/money.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { back, go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { useMay } from '../app/may.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { duplicate, printInvoice, savePdf } from '../invoices/acts.ts';
import { PartChipBeside, StatusChip } from '../invoices/StatusChip.tsx';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { repeatInvoice } from '../recurring/acts.ts';
import { CreditPanel } from './CreditPanel.tsx';
import { History } from './History.tsx';
import { Page } from './Page.tsx';
import { Seal } from './Seal.tsx';
import classes from './document.module.css';

export default function Document({ id }: { id: string }) {
  const t = useT();
  const today = useToday();
  const invoice = useLoad(() => call(api().invoices.get({ id })), id);
  useChanged(['pdfs', 'invoices'], invoice.reload);
  const [crediting, setCrediting] = useState(false);
  const creditButton = useRef<HTMLButtonElement>(null);
  const close = () => {
    setCrediting(false);
    creditButton.current?.focus();
  };
  const { value, error } = invoice;
  const kind = value?.snapshot.kind ?? 'invoice';
  const mayCredit = useMay('invoice.credit');
  const creditable = mayCredit && value !== null && kind === 'invoice' && value.credited !== 'full';
  useShortcut('mod+d', () => void duplicate(id, today), { enabled: kind === 'invoice' });
  useShortcut('c', () => setCrediting(true), { enabled: creditable && !crediting });
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
  const standing = { kind, credited: value.credited, status: value.status, dueDate: value.nextDue ?? dueDate };
  const page = t(kind === 'invoice' ? 'document.page' : 'document.notePage', { number });
  return (
    <Screen
      title={number} crumb={crumb} beside={<><StatusChip of={standing} today={today} /><PartChipBeside of={standing} today={today} /></>} find={false} actions={<Acts invoice={value} today={today} crediting={creditable ? crediting : null} onCredit={setCrediting} creditButton={creditButton} />}
      keys={[...(creditable ? [{ keys: 'c', does: t('document.credit.open') }] : []), ...(kind === 'invoice' ? [{ keys: 'mod+d', does: t('invoices.duplicate') }] : []), { keys: 'mod+p', does: t('invoices.print') }, { keys: 'esc', does: t('document.backToList') }]}
    >
      <div className={classes.document}>
        <div className={classes.desk} tabIndex={0} role="group" aria-label={page}>
          <div className={classes.sheet}>
            <Page snapshot={value.snapshot} draft={null} />
          </div>
        </div>
        <Side invoice={value}>{crediting && creditable && <CreditPanel invoice={value} today={today} onClose={close} />}</Side>
      </div>
    </Screen>
  );
}

interface ActsProps {
  invoice: InvoiceView;
  today: string;
  /** Whether the panel of a credit note is open; null where none can be written. */
  crediting: boolean | null;
  onCredit: (open: boolean) => void;
  creditButton: Ref<HTMLButtonElement>;
}

function Acts({ invoice, today, crediting, onCredit, creditButton }: ActsProps) {
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
      {crediting !== null && (
        <Button ref={creditButton} aria-expanded={crediting} icon={<IconReceiptRefund size={16} stroke={1.75} aria-hidden="true" />} onClick={() => onCredit(!crediting)}>{t('document.credit.open')}</Button>
      )}
      {snapshot.kind === 'invoice' && <Button icon={<IconCopy size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void duplicate(id, today)}>{t('invoices.duplicate')}</Button>}
      {snapshot.kind === 'invoice' && <Button icon={<IconRepeat size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void repeatInvoice(id)}>{t('recurring.repeat')}</Button>}
      <Button kind={crediting === true ? 'plain' : 'primary'} icon={<IconDownload size={16} stroke={1.75} aria-hidden="true" />} busy={saving} onClick={() => void save()}>
        {t(saving && pdf.state === 'pending' ? 'document.pdfPending' : 'invoices.savePdf')}
      </Button>
    </>
  );
}

function Side({ invoice, children }: { invoice: InvoiceView; children: ReactNode }) {
  const t = useT();
  const { snapshot, customerId } = invoice;
  const { totals, currency, dueDate, baseTotal, baseCurrency, original } = snapshot;
  const { originalId, credits } = invoice;
  const credited = credits.reduce((sum, { amount }) => addMinor(sum, minor(amount)), minor(0));
  const about = t(snapshot.kind === 'invoice' ? 'document.about' : 'document.aboutNote');
  const to = t(snapshot.kind === 'invoice' ? 'document.invoicedTo' : 'document.creditedTo', { name: snapshot.buyer?.name ?? '' });
  const day = (date: string) => formatDay(date, language());
  return (
    <aside className={classes.side} aria-label={about} data-region="side">
      {children}
      <section>
        <div className={classes.owe}>
          <div>
            <span className="label">{to}</span>
            <div className="big amt">{moneyText(totals.payable, currency)}</div>
          </div>
          <button type="button" className="link small" onClick={() => go({ screen: 'customer', id: customerId })}>{t('document.openCustomer')}</button>
        </div>
        <dl className={classes.facts}>
          <dt>{t(snapshot.kind === 'invoice' ? 'editor.issueDate' : 'document.credit.date')}</dt>
          <dd>{day(snapshot.issueDate)}</dd>
          {dueDate !== null && (
            <>
              <dt>{t('editor.dueDate')}</dt>
              <dd>{day(dueDate)}</dd>
            </>
          )}
          {original !== null && originalId !== null && (
            <>
              <dt>{t('document.forInvoice')}</dt>
              <dd><button type="button" className="link" onClick={() => go({ screen: 'invoice', id: originalId })}>{original.number}</button></dd>
            </>
          )}
          {credits.length > 0 && (
            <>
              <dt>{t('document.credited')}</dt>
              <dd>{moneyText(subMinor(minor(0), credited), currency)}</dd>
              <dt>{t('document.left')}</dt>
              <dd>{moneyText(subMinor(minor(totals.payable), credited), currency)}</dd>
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
