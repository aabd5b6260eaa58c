// What happened to an invoice, newest first: a line of dots down the side.
import { IconArrowBackUp, IconCash, IconEraser, IconFileTypePdf, IconLock, IconMail, IconPencil, IconPoint, IconPrinter, IconReceiptRefund, type Icon } from '@tabler/icons-react';
import i18next from 'i18next';
import type { InvoiceView } from '../../contract/invoices.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { useT } from '../i18n/index.ts';
import { momentText } from '../invoices/momentText.ts';
import { moneyText } from '../ui/amountText.ts';
import { sealGroups } from './Seal.tsx';
import classes from './document.module.css';

const ICONS: Readonly<Record<string, Icon>> = { 'invoice.issue': IconLock, 'invoice.issued': IconLock, 'invoice.credit': IconLock, 'invoice.import': IconLock, 'invoice.pdf': IconFileTypePdf, 'document.erase': IconEraser, 'money.payment': IconCash, 'money.credit-note': IconReceiptRefund, 'money.write-off': IconPencil, 'money.early-discount': IconCash, 'money.rounding': IconCash, 'money.void': IconArrowBackUp, 'reminder.sent': IconMail, 'reminder.void': IconArrowBackUp, 'invoice.print': IconPrinter, 'draft.save': IconPencil, 'draft.create': IconPencil };

export function History({ invoice }: { invoice: InvoiceView }) {
  const t = useT();
  const mayLog = useMay('audit.read');
  const entries = invoice.history.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const { number, currency } = invoice.snapshot;
  const words = ({ action, amount, level }: InvoiceView['history'][number]) => {
    const key = `document.happened.${action.replaceAll(/[.-]/g, '_')}`;
    return t(i18next.exists(key) ? key : 'document.happened.other', { number, amount: amount === undefined ? '' : moneyText(amount, currency), level: level ?? 0 });
  };
  return (
    <section className={classes.grow}>
      <div className={classes.historyHead}>
        <h2>{t('document.whatHappened')}</h2>
        {mayLog && <button type="button" className="link small" onClick={() => go({ screen: 'log', entityId: invoice.id, about: number })}>{t('audit.inLog')}</button>}
      </div>
      <ul className={classes.history}>
        {invoice.pdf.state === 'pending' && (
          <li aria-busy="true">
            <IconFileTypePdf size={16} stroke={1.75} aria-hidden="true" />
            <span>{t('document.pdfComing')}</span>
            <span className="small q3">{t('document.now')}</span>
          </li>
        )}
        {invoice.credits.toReversed().map((note) => (
          <li key={note.id}>
            <IconReceiptRefund size={16} stroke={1.75} aria-hidden="true" />
            <span>
              {t('document.creditedBy', { amount: moneyText(note.amount, invoice.snapshot.currency) })}{' '}
              <button type="button" className="link" onClick={() => go({ screen: 'invoice', id: note.id })}>{note.number}</button>
              {note.by !== '' && <span className={classes.by}>{t('document.by', { name: note.by })}</span>}
            </span>
            <span className="small q3 num nw">{momentText(note.at)}</span>
          </li>
        ))}
        {entries.map((entry, i) => {
          const Shown = ICONS[entry.action] ?? IconPoint;
          const issued = entry.action.startsWith('invoice.issue') || entry.action === 'invoice.credit' || entry.action === 'invoice.import';
          return (
            <li key={`${entry.at} ${entry.action} ${i}`}>
              <Shown size={16} stroke={1.75} aria-hidden="true" />
              <span>
                {words(entry)}
                {(entry.by !== '' || (issued && invoice.erased === null)) && (
                  <span className={classes.by}>
                    {entry.by !== '' && t('document.by', { name: entry.by })}
                    {issued && invoice.erased === null && (
                      <>
                        {entry.by !== '' && ', '}
                        {t('document.seal.word')} <span className="code">{sealGroups(invoice.contentHash, 3)}</span>
                      </>
                    )}
                  </span>
                )}
              </span>
              <span className="small q3 num nw">{momentText(entry.at)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
