// Credit of a customer that is not used yet: put it to open documents, or give it back. The pages of payments and credit notes draw it.
import { useState } from 'react';
import type { Input } from '../../contract/index.ts';
import { exponentOf } from '../../domain/currency.ts';
import { api, call, problemAt } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { useToday } from '../app/clock.ts';
import { useLoad } from '../app/useLoad.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { moneyText, signOf } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { NoteField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { MethodFields } from './MethodFields.tsx';
import { beginTyped, sharesOf, TRANSFER, type Typed, withShare } from './recordState.ts';
import { amountOf, decimalOf } from './shareOut.ts';
import { ShareTable } from './ShareTable.tsx';
import { takeBack } from './takeBack.ts';
import { useAct } from './useAct.ts';
import classes from './payments.module.css';

export interface CreditUseProps {
  source: Input<'payments.apply'>['source'];
  customerId: string;
  currency: string;
  left: number;
}

export function CreditUse(props: CreditUseProps) {
  const t = useT();
  const [open, setOpen] = useState<'use' | 'back' | null>(null);
  const [mayUse, mayGive] = [useMay('payment.write'), useMay('payment.undo')];
  const close = () => setOpen(null);
  return (
    <section className={`card pad ${classes.card} ${classes.panel}`} aria-label={t('payments.credit')}>
      <div className={classes.credit}>
        <div>
          <span className="label">{t('payments.credit')}</span>
          <div className="big amt">{moneyText(props.left, props.currency)}</div>
        </div>
        <span className={classes.acts}>
          {mayUse && <Button aria-expanded={open === 'use'} onClick={() => setOpen(open === 'use' ? null : 'use')}>{t('payments.useCredit')}</Button>}
          {mayGive && <Button aria-expanded={open === 'back'} onClick={() => setOpen(open === 'back' ? null : 'back')}>{t('payments.giveBack')}</Button>}
        </span>
      </div>
      {open === 'use' && <UseForm {...props} onClose={close} />}
      {open === 'back' && <BackForm {...props} onClose={close} />}
    </section>
  );
}

type FormProps = CreditUseProps & { onClose: () => void };

function UseForm({ source, customerId, currency, left, onClose }: FormProps) {
  const t = useT();
  const today = useToday();
  const { id, error, busy, clear, run } = useAct();
  const [typed, setTyped] = useState<Typed | null>(null);
  const account = useLoad(() => call(api().payments.account({ customerId, on: today })), customerId);
  if (account.error) return <Problem alert>{sentence(account.error)}</Problem>;
  if (account.value === null) return null;
  // A discount for paying early needs new money, coins too: credit only ever pays.
  const documents = account.value.documents.filter((document) => document.currency === currency).map((document) => ({ ...document, early: null }));
  const rules = { settings: { writeOffLimit: 0, cashRounding: 0 }, cash: false };
  const now: Typed = typed ?? { ...beginTyped(account.value, null, today), currency, amount: decimalOf(left, currency) };
  const shared = sharesOf(now, documents, rules);
  const use = () =>
    void run(() => call(api().payments.apply({ id, source, date: today, allocations: shared.shares.map(({ documentId, amount }) => ({ documentId, amount })), note: '' })), () => {
      toast({ text: t('payments.creditUsed', { amount: moneyText(left - shared.left, currency) }), ...takeBack({ kind: 'act', id }, today) });
      onClose();
    });
  if (documents.length === 0) return <p className="q2">{t('payments.noneToUse')}</p>;
  return (
    <>
      <ShareTable
        documents={documents} shared={shared} typed={now.byHand} rules={rules} today={today} error={error}
        onAmount={(document, amount) => { setTyped(withShare(now, shared, document, { amount })); clear(); }} onRest={() => undefined}
      />
      {error && problemAt(error, 'allocations.0.amount') === undefined && <Problem alert>{fieldSentence(error.fields?.[0]) ?? sentence(error)}</Problem>}
      <div className={classes.acts}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" busy={busy} aria-disabled={shared.left < 0 || shared.shares.length === 0} onClick={use}>{t('payments.useCredit')}</Button>
      </div>
    </>
  );
}

function BackForm({ source, currency, left, onClose }: FormProps) {
  const t = useT();
  const today = useToday();
  const { id, error, busy, clear, run } = useAct();
  const [form, setForm] = useState({ amount: decimalOf(left, currency), paidOn: today, method: TRANSFER, note: '' });
  const set = (change: Partial<typeof form>) => {
    setForm((old) => ({ ...old, ...change }));
    clear();
  };
  const amount = amountOf(form.amount, currency);
  const give = () => {
    if (amount === null || amount <= 0) return;
    void run(() => call(api().payments.refund({ id, source, amount, paidOn: form.paidOn, method: form.method, note: form.note })), () => {
      toast({ text: t('payments.refundDone', { amount: moneyText(amount, currency) }), ...takeBack({ kind: 'refund', id }, today) });
      onClose();
    });
  };
  const said = ['amount', 'note', 'method.last4', 'method.reference'].some((path) => problemAt(error, path) !== undefined);
  return (
    <>
      <DecimalField label={t('payments.amount')} autoFocus value={form.amount} decimals={exponentOf(currency)} unit={<span className="q3">{signOf(currency)}</span>} onChange={(text) => set({ amount: text })} problem={fieldSentence(problemAt(error, 'amount'))} />
      <DateField label={t('payments.givenOn')} value={form.paidOn} onChange={(paidOn) => paidOn !== null && set({ paidOn })} />
      <MethodFields value={form.method} onChange={(method) => set({ method })} error={error} />
      <NoteField label={t('payments.note')} value={form.note} onChange={(note) => set({ note })} maxLength={500} autosize minRows={1} maxRows={4} problem={fieldSentence(problemAt(error, 'note'))} />
      {error && !said && <Problem alert>{fieldSentence(error.fields?.[0]) ?? sentence(error)}</Problem>}
      <div className={classes.acts}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" busy={busy} aria-disabled={amount === null || amount <= 0} onClick={give}>{t('payments.giveBack')}</Button>
      </div>
    </>
  );
}
