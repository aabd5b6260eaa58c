// Writes a credit note for the invoice on screen, in place: all that is left, or fewer of some lines. The total is the domain's, live. Nothing is stored before it is issued.
import { useState } from 'react';
import type { InvoiceView } from '../../contract/invoices.ts';
import { exponentOf } from '../../domain/currency.ts';
import { formatDay } from '../../domain/date.ts';
import { wordsOf } from '../../paper/words.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { useLimits } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { decimalText, moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { NoteField, TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { useShortcut } from '../ui/useShortcut.ts';
import { type CreditLeft, type Tried, requestOf, sumRequest, tryCredit } from './creditForm.ts';
import classes from './document.module.css';

export interface CreditPanelProps {
  invoice: InvoiceView;
  today: string;
  onClose: () => void;
}

export function CreditPanel(props: CreditPanelProps) {
  const t = useT();
  const left = useLoad(() => call(api().invoices.creditLeft({ id: props.invoice.id })), props.invoice.id);
  return (
    <section
      aria-label={t('document.credit.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        props.onClose();
      }}
    >
      <h2>{t('document.credit.title')}</h2>
      {left.error && <Problem alert>{sentence(left.error)}</Problem>}
      {left.value && <CreditForm {...props} left={left.value} />}
    </section>
  );
}

interface FormState {
  by: 'lines' | 'sum';
  quantities: string[];
  amount: string;
  description: string;
  issueDate: string;
  reason: string;
}

function useCredit({ invoice, today, onClose, left }: CreditPanelProps & { left: CreditLeft }) {
  const t = useT();
  // The note's own id, made once: a second press, or a second try after an answer that got lost, makes no second note (T60).
  const [newId] = useState(() => crypto.randomUUID());
  const [form, setForm] = useState<FormState>({
    by: 'lines', amount: '', description: wordsOf(invoice.snapshot.language).reduction,
    quantities: left.lines.map(({ quantity }) => quantity), issueDate: today < invoice.snapshot.issueDate ? invoice.snapshot.issueDate : today, reason: '',
  });
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const request = form.by === 'lines' ? requestOf(form.quantities, left.lines) : sumRequest(form.amount, invoice.snapshot.currency, form.description);
  const tried: Tried = request === null ? { ok: false, line: null, problem: { code: 'CREDIT_EMPTY' } } : tryCredit(invoice.snapshot, left, request);
  const set = (change: Partial<FormState>) => {
    setForm((old) => ({ ...old, ...change }));
    setError(null);
  };
  const issue = async () => {
    if (busy || !tried.ok || request === null) return;
    setBusy(true);
    try {
      const { id, number } = await call(api().invoices.credit({ id: invoice.id, newId, request, issueDate: form.issueDate, reason: form.reason }));
      toast({ text: t('document.credit.done', { number }) });
      onClose();
      go({ screen: 'invoice', id });
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  return { form, set, tried, error, busy, issue };
}

function CreditForm(props: CreditPanelProps & { left: CreditLeft }) {
  const t = useT();
  const { invoice, left, onClose } = props;
  const { form, set, tried, error, busy, issue } = useCredit(props);
  useShortcut('mod+enter', () => void issue());
  const { currency } = invoice.snapshot;
  const inField = error?.fields?.some(({ path }) => path === 'issueDate' || path === 'reason' || path === 'request.amount' || path === 'request.description') === true;
  const most = useLimits().creditNoteMinor;
  const over = tried.ok && most !== undefined && Math.abs(tried.note.baseTotal ?? tried.note.totals.payable) > most;
  const about = inField ? undefined : error?.fields?.[0];
  return (
    <div className={classes.credit}>
      {form.by === 'lines'
        ? <Lines invoice={invoice} left={left} quantities={form.quantities} tried={tried} onChange={(quantities) => set({ quantities })} />
        : <Sum currency={currency} amount={form.amount} description={form.description} error={error} onChange={set} />}
      <p><button type="button" className="link small" onClick={() => set({ by: form.by === 'lines' ? 'sum' : 'lines' })}>{t(form.by === 'lines' ? 'document.credit.bySum' : 'document.credit.byLines')}</button></p>
      <DateField
        label={t('document.credit.date')} value={form.issueDate} onChange={(date) => date !== null && set({ issueDate: date })} problem={fieldSentence(problemAt(error, 'issueDate'))}
        hint={left.lastIssued !== null && form.issueDate < left.lastIssued ? fieldSentence({ code: 'BACKDATED', params: { lastIssuedDate: formatDay(left.lastIssued, language()) } }) : undefined}
      />
      <NoteField label={t('document.credit.reason')} value={form.reason} onChange={(reason) => set({ reason })} maxLength={500} autosize minRows={1} maxRows={4} help={t('document.credit.reasonHelp')} problem={fieldSentence(problemAt(error, 'reason'))} />
      <p className={classes.creditTotal} role="status">
        <span className="q2">{t('document.credit.total')}</span>
        <b className="num">{tried.ok ? moneyText(tried.note.totals.payable, currency) : '–'}</b>
      </p>
      {!tried.ok && tried.line === null && (form.by === 'lines' || form.amount !== '') && <Problem>{fieldSentence(tried.problem)}</Problem>}
      {over && <Problem>{t('errors.OVER_LIMIT')}</Problem>}
      {error && <Problem alert>{about === undefined ? sentence(error) : fieldSentence(about)}</Problem>}
      <div className={classes.creditActs}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" keys="mod+enter" busy={busy} aria-disabled={!tried.ok || over} onClick={() => void issue()}>{t('document.credit.issue')}</Button>
      </div>
    </div>
  );
}

interface SumProps {
  currency: string;
  amount: string;
  description: string;
  error: ApiError | null;
  onChange: (change: { amount?: string; description?: string }) => void;
}

/** A price reduction: so much, tax included, and what it is for. */
function Sum({ currency, amount, description, error, onChange }: SumProps) {
  const t = useT();
  return (
    <>
      <DecimalField label={t('document.credit.amount')} value={amount} decimals={exponentOf(currency)} autoFocus onChange={(typed) => onChange({ amount: typed })} problem={fieldSentence(problemAt(error, 'request.amount'))} />
      <TextField label={t('document.credit.description')} value={description} onChange={(typed) => onChange({ description: typed })} maxLength={200} problem={fieldSentence(problemAt(error, 'request.description'))} />
    </>
  );
}

interface LinesProps {
  invoice: InvoiceView;
  left: CreditLeft;
  quantities: readonly string[];
  tried: Tried;
  onChange: (quantities: string[]) => void;
}

/** One field per line of which something is left; the first has the focus. */
function Lines({ invoice, left, quantities, tried, onChange }: LinesProps) {
  const t = useT();
  const shown = left.lines.flatMap(({ quantity }, line) => (quantity === '0' ? [] : [{ line, quantity }]));
  const first = shown[0]?.line;
  return (
    <>
      <p className={classes.creditHow}>
        <span className="q2">{t('document.credit.how')}</span>
        <Button size="dense" kind="quiet" onClick={() => onChange(left.lines.map(({ quantity }) => quantity))}>{t('document.credit.all')}</Button>
        <Button size="dense" kind="quiet" onClick={() => onChange(left.lines.map(() => '0'))}>{t('document.credit.none')}</Button>
      </p>
      <ul className={classes.creditLines}>
        {shown.map(({ line, quantity }) => {
          const { description = '', unit = '' } = invoice.snapshot.lines[line] ?? {};
          const ofLeft = t('document.credit.ofLeft', { left: `${decimalText(quantity)} ${unit}`.trim() });
          return (
            <li key={line}>
              <span>
                <bdi>{description}</bdi>
                <span className={classes.by}>{ofLeft}</span>
              </span>
              <DecimalField
                aria-label={`${description}, ${ofLeft}`} value={quantities[line] ?? ''} negative={quantity.startsWith('-')} data-autofocus={line === first || undefined} autoFocus={line === first}
                onFocus={(event) => event.currentTarget.select()} onChange={(typed) => onChange(quantities.map((old, i) => (i === line ? typed : old)))}
                problem={!tried.ok && tried.line === line ? fieldSentence(tried.problem) : undefined}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
