// An issued document: the frozen page, what happened to it, and the proof that nothing was changed since.
import { IconCopy, IconDownload, IconPrinter, IconReceiptRefund, IconRepeat } from '@tabler/icons-react';
import { type ReactNode, type Ref, useRef, useState } from 'react';
import type { InvoiceView } from '../../contract/invoices.ts';
import { formatDay } from '../../domain/date.ts';
import { addMinor, minor, subMinor } from '../../domain/money.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { back, go } from '../app/navigate.ts';
import { useTellPaper } from '../app/paperShown.ts';
import { useLoad } from '../app/useLoad.ts';
import { useMay } from '../app/may.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { duplicate, printInvoice, savePdf } from '../invoices/acts.ts';
import { PartChipBeside, StatusChip } from '../invoices/StatusChip.tsx';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { DocumentMoney, payDocument } from '../payments/DocumentMoney.tsx';
import { Screen } from '../ui/Screen.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { ReminderPart } from '../reminders/ReminderPart.tsx';
import { asksForMoney, isPaper, titleOf } from '../../domain/lifecycle.ts';
import { chipOf } from '../papers/stateText.ts';
import { Chip } from '../ui/Chip.tsx';
import { repeatInvoice } from '../recurring/acts.ts';
import { Asides } from './Asides.tsx';
import { CreditPanel } from './CreditPanel.tsx';
import { History } from './History.tsx';
import { Life } from './Life.tsx';
import { Page } from './Page.tsx';
import { Seal } from './Seal.tsx';
import { useLife } from './useLife.ts';
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
  const erased = value !== null && value.erased !== null;
  const creditable = mayCredit && value !== null && !erased && asksForMoney(kind) && value.credited !== 'full';
  useShortcut('mod+d', () => void duplicate(id, today), { enabled: kind !== 'credit-note' && !erased });
  useShortcut('c', () => setCrediting(true), { enabled: creditable && !crediting });
  const mayPay = useMay('payment.write');
  const payable = mayPay && value !== null && value.open > 0;
  useShortcut('p', () => value && payDocument(value), { enabled: payable });
  useShortcut('mod+p', () => {
    if (value) void printInvoice(id, value.snapshot.number);
  });
  const life = useLife(id, today);
  useTellPaper(isPaper(kind));
  const crumb = isPaper(kind)
    ? <button type="button" className="link" onClick={() => go({ screen: 'papers', tab: kind })}>{t(`kinds.${kind}.many`)} /</button>
    : <button type="button" className="link" onClick={() => go({ screen: 'invoices' })}>{t('editor.crumb')}</button>;
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
  const page = t('kinds.page', { kind: t(`kinds.${titleOf(value.snapshot)}.one`), number });
  return (
    <Screen
      title={number} crumb={crumb} beside={isPaper(kind) ? life?.state && <Chip kind={chipOf(life.state)}>{t(`papers.state.${life.state}`)}</Chip> : <><StatusChip of={standing} today={today} /><PartChipBeside of={standing} today={today} /></>} find={false} actions={<Acts invoice={value} today={today} crediting={creditable ? crediting : null} onCredit={setCrediting} creditButton={creditButton} />}
      keys={[...(payable ? [{ keys: 'p', does: t('payments.record') }] : []), ...(creditable ? [{ keys: 'c', does: t('document.credit.open') }] : []), ...(kind !== 'credit-note' && !erased ? [{ keys: 'mod+d', does: t('invoices.duplicate') }] : []), { keys: 'mod+p', does: t('invoices.print') }, { keys: 'esc', does: t('document.backToList') }]}
    >
      <div className={classes.document}>
        <div className={classes.desk} tabIndex={0} role="group" aria-label={page}>
          <div className={classes.sheet}>
            <Page snapshot={value.snapshot} draft={null} />
          </div>
        </div>
        <Side invoice={value} below={life && !crediting && !erased && <Life invoice={value} life={life} today={today} creditable={creditable} />}>
          {crediting && creditable && <CreditPanel invoice={value} today={today} onClose={close} />}
        </Side>
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
  const whole = invoice.erased === null;
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
      {whole && snapshot.kind !== 'credit-note' && <Button icon={<IconCopy size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void duplicate(id, today)}>{t('invoices.duplicate')}</Button>}
      {whole && snapshot.kind === 'invoice' && <Button icon={<IconRepeat size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void repeatInvoice(id)}>{t('recurring.repeat')}</Button>}
      {whole && (
        <Button kind={crediting === true ? 'plain' : 'primary'} icon={<IconDownload size={16} stroke={1.75} aria-hidden="true" />} busy={saving} onClick={() => void save()}>
          {t(saving && pdf.state === 'pending' ? 'document.pdfPending' : 'invoices.savePdf')}
        </Button>
      )}
    </>
  );
}

/** `children` above the facts, `below` after them. */
function Side({ invoice, below, children }: { invoice: InvoiceView; below: ReactNode; children: ReactNode }) {
  const t = useT();
  const { snapshot, customerId } = invoice;
  const { totals, currency, dueDate, baseTotal, baseCurrency, original } = snapshot;
  const { originalId, credits } = invoice;
  const credited = credits.reduce((sum, { amount }) => addMinor(sum, minor(amount)), minor(0));
  const { kind, validUntil } = snapshot;
  const name = snapshot.buyer?.name ?? '';
  const to = t(kind === 'delivery-note' ? 'papers.editor.notPrinted' : isPaper(kind) ? 'papers.forCustomer' : kind === 'credit-note' ? 'document.creditedTo' : 'document.invoicedTo', { name });
  const day = (date: string) => formatDay(date, language());
  return (
    <aside className={classes.side} aria-label={t(isPaper(kind) ? 'kinds.about' : kind === 'credit-note' ? 'document.aboutNote' : 'document.about')} data-region="side">
      {children}
      {invoice.erased !== null && (
        <section className={classes.erased}>
          <h2>{t('document.erased')}</h2>
          <p>{t('document.erasedText', { no: invoice.erased.no, day: day(invoice.erased.at.slice(0, 10)), by: invoice.erased.by, until: day(invoice.erased.keptUntil) })}</p>
        </section>
      )}
      <section>
        <div className={classes.owe}>
          <div>
            <span className="label">{to}</span>
            <div className="big amt">{moneyText(totals.payable, currency)}</div>
          </div>
          <button type="button" className="link small" onClick={() => go({ screen: 'customer', id: customerId })}>{t('document.openCustomer')}</button>
        </div>
        <dl className={classes.facts}>
          <dt>{t(asksForMoney(kind) ? 'editor.issueDate' : 'papers.date')}</dt>
          <dd>{day(snapshot.issueDate)}</dd>
          {validUntil !== null && (
            <>
              <dt>{t('papers.goodUntil')}</dt>
              <dd>{day(validUntil)}</dd>
            </>
          )}
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
      <DocumentMoney invoice={invoice} />
      {snapshot.kind !== 'credit-note' && <ReminderPart target={{ kind: 'document', id: invoice.id }} />}
      {below}
      <Seal invoice={invoice} />
      {invoice.erased === null && <Asides documentId={invoice.id} />}
      <History invoice={invoice} />
    </aside>
  );
}
