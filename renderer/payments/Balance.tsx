// What a customer owes and what is theirs to use, a figure per currency, with the way to record a payment. The customer's page draws it.
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { useT } from '../i18n/index.ts';
import { moneyText } from '../ui/amountText.ts';

export function Balance({ customerId }: { customerId: string }) {
  const t = useT();
  const today = useToday();
  const account = useLoad(() => call(api().payments.account({ customerId, on: today })), customerId);
  useChanged(['payments', 'invoices'], account.reload);
  const value = account.value;
  if (value === null) return null;
  return (
    <>
      {value.balances.map(({ currency, open, credit }) => (
        <div key={currency}>
          <span className="label">{t('payments.owes', { currency })}</span>
          <div className="big amt">{moneyText(open, currency)}</div>
          <span className="small q2">
            {credit > 0 ? t('payments.hasCredit', { amount: moneyText(credit, currency) }) : t('payments.openCount', { count: value.documents.filter((document) => document.currency === currency).length })}
          </span>
        </div>
      ))}
      {value.credits.slice(0, 3).map((one) => (
        <div key={one.id}>
          <span className="label">{t('payments.credit')}</span>
          <div><button type="button" className="link" onClick={() => go(one.kind === 'payment' ? { screen: 'payment', id: one.id } : { screen: 'invoice', id: one.id })}>{t(one.kind === 'payment' ? 'payments.oneOf' : 'payments.noteOf', { number: one.number })}</button></div>
          <span className="small q2">{moneyText(one.left, one.currency)}</span>
        </div>
      ))}
    </>
  );
}
