// Choosing the documents of a line oneself, of one customer or of several: type a number or a name, Enter takes it, and again for the next; each takes what is left. LinePanel.tsx only.
import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { BankFound, BankLineView } from '../../contract/bank.ts';
import { api, call } from '../app/api.ts';
import { useSuggest } from '../editor/useSuggest.ts';
import { useT } from '../i18n/index.ts';
import { Amount } from '../ui/Amount.tsx';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { Problem } from '../ui/Problem.tsx';
import { exponentOf } from '../../domain/currency.ts';
import { accept } from './acts.ts';
import { LineRate } from './LineRate.tsx';
import { sharesOfRows } from './shares.ts';
import { isReady, leftOf, rowProblem, type SplitRow, withDocument } from './split.ts';
import classes from './bank.module.css';

export function SplitForm({ line, onDone, onCancel }: { line: BankLineView; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const [rows, setRows] = useState<readonly SplitRow[]>([]);
  const [rate, setRate] = useState('');
  const [busy, setBusy] = useState(false);
  const left = leftOf(line.amount, rows);
  const shares = sharesOfRows(line.amount, rows);
  const ready = isReady(line.amount, rows) && (!line.needsRate || rate !== '');
  const book = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const done = await accept(line, shares, line.needsRate ? rate : null);
    setBusy(false);
    if (done) onDone();
  };
  const set = (at: number, amount: string) => setRows((was) => was.map((row, i) => (i === at ? { ...row, amount } : row)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void book();
    }
  };
  return (
    <section className={classes.choices} aria-label={t('bank.chooseOther')} onKeyDown={onKeyDown}>
      <DocumentSearch line={line} payer={rows[0]?.document} onTake={(document) => setRows((was) => withDocument(line.amount, was, document))} />
      {rows.map((row, at) => {
        const problem = rowProblem(row);
        return (
          <div key={row.document.documentId} className={classes.splitRow}>
            <span className={classes.two}>
              <span className="m clip">{row.document.number}</span>
              <span className="small q2 clip">{t('bank.asks', { customer: row.document.customer, amount: moneyText(row.document.balance, row.document.currency) })}</span>
            </span>
            <DecimalField
              aria-label={t('bank.amountFor', { number: row.document.number })} value={row.amount} decimals={exponentOf(line.currency)} onChange={(amount) => set(at, amount)}
              problem={problem === null || (problem === 'AMOUNT' && row.amount === '') ? undefined : t(`bank.splitProblem.${problem}`)}
            />
            <Button kind="quiet" iconOnly aria-label={t('bank.leaveOut', { number: row.document.number })} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setRows((was) => was.filter((_, i) => i !== at))} />
          </div>
        );
      })}
      {line.needsRate && <LineRate line={line} rate={rate} onRate={setRate} />}
      {shares.length > 1 && left >= 0 && (
        <div className={classes.shares} role="group" aria-label={t('bank.onePaymentEach')}>
          <span className="small q2">{t('bank.onePaymentEach')}</span>
          {shares.map((share) => <span key={share.customerId} className={classes.part}><span className="clip">{share.customer}</span><Amount minor={share.amount} currency={line.currency} show="none" /></span>)}
        </div>
      )}
      <p className={classes.left} role="status">
        {left < 0 ? <Problem>{t('bank.tooMuch', { amount: moneyText(-left, line.currency) })}</Problem> : rows.length > 0 && left > 0 ? <><span className="q2">{shares.length > 1 ? t('bank.staysCreditOf', { customer: shares[0]?.customer }) : t('bank.staysCredit')}</span> <Amount minor={left} currency={line.currency} /></> : null}
      </p>
      <div className={classes.acts}>
        <Button kind="primary" keys="mod+enter" busy={busy} aria-disabled={!ready || undefined} onClick={() => void book()}>{t('bank.book')}</Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </section>
  );
}

/** A combo box over open documents of the line's currency; once one is chosen, its customer's come first. */
function DocumentSearch({ line, payer, onTake }: { line: BankLineView; payer: BankFound | undefined; onTake: (document: BankFound) => void }) {
  const t = useT();
  const [text, setText] = useState(line.proposals[0]?.customer ?? '');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const ask = async (q: string) => (await call(api().bank.documents({ q, currency: line.currency, customerId: null }))).rows.toSorted((a, b) => Number(b.customerId === payer?.customerId) - Number(a.customerId === payer?.customerId));
  const { rows, fresh, first } = useSuggest(ask, text, true);
  const take = (document: BankFound | null) => {
    if (document === null) return;
    onTake(document);
    setText('');
    setActive(0);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setActive((i) => Math.max(0, Math.min(rows.length - 1, i + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && text.trim() !== '') {
      event.preventDefault();
      if (fresh) take(rows[active] ?? null);
      else void first(text).then(take);
    }
  };
  const shown = rows.slice(0, 6);
  return (
    <div className={classes.search}>
      <label htmlFor="bank-document" className="label">{t('bank.document')}</label>
      <div className={classes.searchIn}>
        <IconSearch size={16} aria-hidden="true" />
        <input
          ref={input} id="bank-document" autoFocus autoComplete="off" spellCheck={false} maxLength={80} value={text} placeholder={t('bank.documentHint')} role="combobox" aria-expanded={shown.length > 0} aria-controls="bank-documents"
          aria-autocomplete="list" aria-activedescendant={shown.length > 0 ? `bank-documents-${active}` : undefined}
          onChange={(event) => { setText(event.target.value); setActive(0); }} onFocus={(event) => event.target.select()} onKeyDown={onKeyDown}
        />
      </div>
      <div role="listbox" id="bank-documents" aria-label={t('bank.document')} className={classes.found}>
        {shown.map((row, i) => (
          <div key={row.documentId} id={`bank-documents-${i}`} role="option" aria-selected={i === active} tabIndex={-1} className={`opt ${i === active ? 'is-on' : ''}`} onMouseDown={(event) => { event.preventDefault(); take(row); }}>
            <span className="grow clip"><span className="m">{row.number}</span> <span className="q2">{row.customer}</span></span>
            <Amount minor={row.balance} currency={row.currency} show="none" />
          </div>
        ))}
      </div>
      {fresh && text.trim() !== '' && rows.length === 0 && <p className="small q2" role="status">{t('bank.noDocument')}</p>}
    </div>
  );
}
