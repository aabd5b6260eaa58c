// Records a payment: who, how much, how, and which documents it settles, shared out live while one types. Ctrl+Enter books it, once.
import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { exponentOf } from '../../domain/currency.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { back, go, replaceRoute } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { moneyText, signOf } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { currencyChoices } from '../ui/choices.ts';
import { DateField } from '../ui/DateField.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { NoteField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { toast } from '../ui/toast.ts';
import { useShortcut } from '../ui/useShortcut.ts';
import { RateNote } from '../rates/RateNote.tsx';
import { useStoredRate } from '../rates/useStoredRate.ts';
import { CustomerPick } from './CustomerPick.tsx';
import { MethodFields } from './MethodFields.tsx';
import { type Account, beginTyped, documentsFor, rulesOf, sharesOf, type Typed, wishOf, withShare } from './recordState.ts';
import { ShareTable } from './ShareTable.tsx';
import { takeBack } from './takeBack.ts';
import classes from './payments.module.css';

export default function RecordPayment({ customerId, documentId }: { customerId?: string; documentId?: string }) {
  const t = useT();
  const crumb = <button type="button" className="link" onClick={() => go({ screen: 'payments' })}>{t('payments.crumb')}</button>;
  return (
    <Screen title={t('payments.record')} crumb={crumb} find={false} scroll keys={[{ keys: 'mod+enter', does: t('payments.record') }, { keys: 'esc', does: t('common.back') }]}>
      {customerId === undefined ? (
        <section className={`card pad ${classes.who}`} aria-label={t('payments.customer')}>
          <CustomerPick onChoose={(id) => replaceRoute({ screen: 'recordPayment', customerId: id })} />
          <p className="q2">{t('payments.whoHelp')}</p>
        </section>
      ) : (
        <OfCustomer key={customerId} customerId={customerId} documentId={documentId ?? null} />
      )}
    </Screen>
  );
}

function OfCustomer({ customerId, documentId }: { customerId: string; documentId: string | null }) {
  const today = useToday();
  const loaded = useLoad(
    async () => {
      const [account, { customer }] = await Promise.all([call(api().payments.account({ customerId, on: today })), call(api().customers.get({ id: customerId }))]);
      return { account, name: customer.name };
    },
    customerId,
  );
  if (loaded.error) return <Problem alert>{sentence(loaded.error)}</Problem>;
  if (loaded.value === null) return null;
  return <Form customerId={customerId} documentId={documentId} account={loaded.value.account} name={loaded.value.name} today={today} />;
}

interface FormProps {
  customerId: string;
  documentId: string | null;
  account: Account;
  name: string;
  today: string;
}

function useRecord({ customerId, documentId, account: first, today, name }: FormProps) {
  const t = useT();
  // Made once: a second press, or a second try after an answer that got lost, books no second payment (T60).
  const [id] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState<Typed>(() => beginTyped(first, documentId, today));
  // Discounts for paying early depend on the day the money came.
  const onDay = useLoad(() => call(api().payments.account({ customerId, on: typed.paidOn })), typed.paidOn);
  const account = onDay.value ?? first;
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const rules = rulesOf(account, typed);
  const documents = documentsFor(account, typed.currency, documentId);
  const shared = sharesOf(typed, documents, rules);
  const wish = wishOf({ id, customerId, typed, shared, account });
  const set = (change: Partial<Typed>) => {
    setTyped((old) => ({ ...old, ...change }));
    setError(null);
  };
  const share = (document: string, change: Parameters<typeof withShare>[3]) => {
    setTyped((old) => withShare(old, shared, document, change));
    setError(null);
  };
  const record = async () => {
    if (busy || wish === null) return;
    setBusy(true);
    try {
      const { unapplied } = await call(api().payments.record(wish));
      const amount = moneyText(wish.amount, wish.currency);
      toast({ text: t('payments.recorded', { amount, name }), ...(unapplied > 0 && { detail: t('payments.recordedCredit', { amount: moneyText(unapplied, wish.currency) }) }), acts: [{ label: t('payments.show'), act: () => go({ screen: 'payment', id }) }], ...takeBack({ kind: 'payment', id }, today) });
      back();
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  return { typed, set, share, account, documents, rules, shared, wish, error, busy, record };
}

function Form(props: FormProps) {
  const t = useT();
  const state = useRecord(props);
  const { typed, set, share, documents, rules, shared, wish, error, busy, record } = state;
  useShortcut('mod+enter', () => void record());
  return (
    <div className={classes.record}>
      <section className={`card pad ${classes.form}`} aria-label={t('payments.money')}>
        <div className={classes.whoLine}>
          <h2><bdi>{props.name}</bdi></h2>
          <button type="button" className="link small" onClick={() => replaceRoute({ screen: 'recordPayment' })}>{t('payments.another')}</button>
        </div>
        <Money {...state} />
        <DateField label={t('payments.paidOn')} value={typed.paidOn} onChange={(paidOn) => paidOn !== null && set({ paidOn })} problem={fieldSentence(problemAt(error, 'paidOn'))} />
        <MethodFields value={typed.method} onChange={(method) => set({ method })} error={error} />
        <NoteField label={t('payments.note')} value={typed.note} onChange={(note) => set({ note })} maxLength={500} autosize minRows={1} maxRows={4} problem={fieldSentence(problemAt(error, 'note'))} />
      </section>
      <section className={`card pad ${classes.settles}`} aria-label={t('payments.settles')}>
        <div className={classes.whoLine}>
          <h2>{t('payments.settles')}</h2>
          {typed.byHand !== null && <button type="button" className="link small" onClick={() => set({ byHand: null })}>{t('payments.shareAgain')}</button>}
        </div>
        {documents.length === 0 ? (
          <p className="q2">{t('payments.nothingOpen', { name: props.name })}</p>
        ) : (
          <ShareTable
            documents={documents} shared={shared} typed={typed.byHand} rules={rules} today={props.today} error={error} onAmount={(document, amount) => share(document, { amount })} onRest={(document, rest) => share(document, { rest })}
          />
        )}
        <Left left={shared.left} currency={typed.currency} name={props.name} />
        {error && <Problem alert>{wherePut(error) ? sentence(error) : (fieldSentence(error.fields?.[0]) ?? sentence(error))}</Problem>}
        <div className={classes.acts}>
          <Button onClick={back}>{t('common.cancel')}</Button>
          <Button kind="primary" keys="mod+enter" busy={busy} aria-disabled={wish === null} onClick={() => void record()}>{t('payments.record')}</Button>
        </div>
      </section>
    </div>
  );
}

/** Whether the problem is said at its own field already. */
function wherePut(error: ApiError): boolean {
  return error.fields?.some(({ path }) => /^(amount|rate|paidOn|note|method\.|allocations\.\d+\.amount)/.test(path)) === true;
}

type MoneyProps = Pick<ReturnType<typeof useRecord>, 'typed' | 'set' | 'account' | 'error'>;

function Money({ typed, set, account, error }: MoneyProps) {
  const t = useT();
  const known = useMemo(() => [...new Set([account.baseCurrency, ...account.balances.map(({ currency }) => currency)])], [account]);
  const currencies = useMemo(() => [...known.map((code) => ({ value: code, label: code })), ...currencyChoices().filter(({ value }) => !known.includes(value))], [known]);
  const foreign = typed.currency !== account.baseCurrency;
  return (
    <>
      <div className={classes.amountLine}>
        <DecimalField
          label={t('payments.amount')} autoFocus value={typed.amount} decimals={exponentOf(typed.currency)} unit={<span className="q3">{signOf(typed.currency)}</span>} onFocus={(event) => event.currentTarget.select()}
          onChange={(amount) => set({ amount })} problem={fieldSentence(problemAt(error, 'amount'))}
        />
        <Select label={t('payments.currency')} searchable data={currencies} value={typed.currency} allowDeselect={false} onChange={(currency) => currency !== null && set({ currency, byHand: null, rate: '', received: '' })} />
      </div>
      {foreign && <Foreign key={typed.currency} typed={typed} set={set} account={account} error={error} />}
    </>
  );
}

/** What it is worth in the books: what arrived there, or a rate; the stored one goes in where neither is said (T35). */
function Foreign({ typed, set, account, error }: MoneyProps) {
  const t = useT();
  const take = (rate: string) => set({ rate, received: '' });
  const stored = useStoredRate(typed.currency, typed.paidOn, typed.received === '' ? typed.rate : typed.received, take);
  return (
    <>
      <div className={classes.amountLine}>
        <DecimalField label={t('payments.received', { currency: account.baseCurrency })} value={typed.received} decimals={exponentOf(account.baseCurrency)} onChange={(received) => set({ received, rate: '' })} help={t('payments.receivedHelp')} problem={fieldSentence(problemAt(error, 'rate'))} />
        <DecimalField label={t('payments.rate', { currency: typed.currency })} value={typed.rate} onChange={(rate) => set({ rate, received: '' })} unit={<span className="q3">{account.baseCurrency}</span>} />
      </div>
      <RateNote stored={stored} rate={typed.rate} onTake={take} />
    </>
  );
}

function Left({ left, currency, name }: { left: number; currency: string; name: string }) {
  const t = useT();
  const key = left === 0 ? 'allShared' : left > 0 ? 'staysCredit' : 'tooMuch';
  return (
    <p className={`${classes.left} ${left < 0 ? 'stop' : ''}`} role="status">
      <span>{t(`payments.${key}`, { name })}</span>
      {left !== 0 && <b className="num">{moneyText(Math.abs(left), currency)}</b>}
    </p>
  );
}
