// What was paid of a document and what is still open, beside its page, with the ways to settle it. The document's screen draws it.
import { useState } from 'react';
import type { InvoiceView } from '../../contract/invoices.ts';
import type { Output } from '../../contract/index.ts';
import { api, call } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { CreditUse } from './CreditUse.tsx';
import { Refunds, Settlements } from './Settlements.tsx';
import { takeBack } from './takeBack.ts';
import { useAct } from './useAct.ts';
import classes from './payments.module.css';

type Money = Output<'payments.ofDocument'>;

/** Opens the form that records a payment of this document. */
export function payDocument({ id, customerId }: Pick<InvoiceView, 'id' | 'customerId'>): void {
  go({ screen: 'recordPayment', customerId, documentId: id });
}

export function DocumentMoney({ invoice }: { invoice: InvoiceView }) {
  const t = useT();
  const { id, customerId, snapshot } = invoice;
  const [mayPay, mayUndo] = [useMay('payment.write'), useMay('payment.undo')];
  const loaded = useLoad(
    async () => {
      const [money, settings] = await Promise.all([call(api().payments.ofDocument({ id })), call(api().payments.settings())]);
      return { money, settings };
    },
    id,
  );
  useChanged(['payments', 'invoices'], loaded.reload);
  if (loaded.error) return <section><Problem alert>{sentence(loaded.error)}</Problem></section>;
  if (loaded.value === null) return null;
  const { money, settings } = loaded.value;
  const { currency } = snapshot;
  if (money.balance < 0) {
    return (
      <section>
        <CreditUse source={{ kind: 'credit-note', id }} customerId={customerId} currency={currency} left={-money.balance} />
        {money.used.length > 0 && <Settlements settlements={money.used} of="payment" canVoid />}
        {money.refunds.length > 0 && <Refunds refunds={money.refunds} />}
      </section>
    );
  }
  const touched = money.settlements.length > 0 || money.used.length > 0 || money.refunds.length > 0;
  if (!touched && money.balance === 0) return null;
  return (
    <section>
      <h2>{t('payments.title')}</h2>
      <Settlements settlements={money.settlements} of="document" canVoid />
      <Settlements settlements={money.used} of="payment" canVoid />
      {money.refunds.length > 0 && <Refunds refunds={money.refunds} />}
      {snapshot.kind !== 'credit-note' && (
        <p className={classes.left} role="status">
          <span>{t('payments.stillOpen')}</span>
          <b className="num">{moneyText(money.balance, currency)}</b>
        </p>
      )}
      {money.balance > 0 && (
        <div className={classes.acts}>
          {mayUndo && <WriteOff invoice={invoice} money={money} limit={settings.writeOffLimit} />}
          {mayPay && <Button keys="p" onClick={() => payDocument(invoice)}>{t('payments.record')}</Button>}
        </div>
      )}
    </section>
  );
}

/** Only offered for a difference the owner lets go; in a foreign currency main judges its worth. */
function WriteOff({ invoice, money, limit }: { invoice: InvoiceView; money: Money; limit: number }) {
  const t = useT();
  const today = useToday();
  const { id, error, busy, run } = useAct();
  const [asking, setAsking] = useState(false);
  if (money.balance > limit) return null;
  const amount = moneyText(money.balance, money.currency);
  const letGo = () =>
    void run(() => call(api().payments.writeOff({ id, documentId: invoice.id, date: today, reason: '' })), () => toast({ text: t('payments.writtenOff', { amount }), ...takeBack({ kind: 'act', id }, today) }));
  if (!asking) return <Button onClick={() => setAsking(true)}>{t('payments.writeOff')}</Button>;
  return (
    <>
      {error && <Problem alert>{fieldSentence(error.fields?.[0]) ?? sentence(error)}</Problem>}
      <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
      <Button kind="danger" autoFocus busy={busy} onClick={letGo}>{t('payments.writeOffNow', { amount })}</Button>
    </>
  );
}
