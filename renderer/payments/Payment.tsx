// One payment: what it settled, what is left of it and what can be done with that, and all that happened, also what was taken back.
import { IconArrowBackUp, IconDownload, IconReceipt } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PaymentView } from '../../contract/payments.ts';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { useChanged } from '../app/events.ts';
import { back, go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { momentText } from '../invoices/momentText.ts';
import { decimalText, moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { toast } from '../ui/toast.ts';
import { useShortcut } from '../ui/useShortcut.ts';
import { CreditUse } from './CreditUse.tsx';
import { methodText } from './methodText.ts';
import { PaymentChip } from './PaymentChip.tsx';
import { Refunds, Settlements } from './Settlements.tsx';
import { VoidPanel } from './VoidPanel.tsx';
import classes from './payments.module.css';

export default function Payment({ id }: { id: string }) {
  const t = useT();
  const loaded = useLoad(() => call(api().payments.get({ id })), id);
  useChanged(['payments'], loaded.reload);
  const [voiding, setVoiding] = useState(false);
  const { value, error } = loaded;
  const mayUndo = useMay('payment.undo');
  const canVoid = mayUndo && value !== null && value.state !== 'void';
  useShortcut('v', () => setVoiding(true), { enabled: canVoid && !voiding });
  const crumb = <button type="button" className="link" onClick={() => go({ screen: 'payments' })}>{t('payments.crumb')}</button>;
  if (!value) {
    return (
      <Screen title={t('payments.one')} crumb={crumb}>
        {error && (
          <div className={classes.panel}>
            <Problem alert>{sentence(error)}</Problem>
            <Button onClick={back}>{t('common.back')}</Button>
          </div>
        )}
      </Screen>
    );
  }
  const title = t('payments.oneOf', { number: value.number });
  return (
    <Screen
      title={title} crumb={crumb} beside={<PaymentChip of={value} />} find={false} scroll
      actions={<><Receipt payment={value} />{canVoid && <Button icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />} aria-expanded={voiding} onClick={() => setVoiding(!voiding)}>{t('payments.void')}</Button>}</>}
      keys={[...(canVoid ? [{ keys: 'v', does: t('payments.void') }] : []), { keys: 'esc', does: t('document.backToList') }]}
    >
      <div className={classes.page}>
        <div className={classes.column}>
          {voiding && canVoid && <VoidPanel target={{ kind: 'payment', id }} words={[t('payments.voidText'), ...(value.sameLine.length > 0 ? [t('payments.voidLine', { count: value.sameLine.length, numbers: value.sameLine.join(', ') })] : [])].join(' ')} onClose={() => setVoiding(false)} />}
          {value.unapplied > 0 && <CreditUse source={{ kind: 'payment', id }} customerId={value.customerId} currency={value.currency} left={value.unapplied} />}
          <section className={`card pad ${classes.card}`}>
            <h2>{t('payments.settled')}</h2>
            {value.settlements.length === 0 ? <p className="q2">{t('payments.settledNone')}</p> : <Settlements settlements={value.settlements} of="payment" canVoid={canVoid} />}
          </section>
          {value.refunds.length > 0 && (
            <section className={`card pad ${classes.card}`}>
              <h2>{t('payments.refunds')}</h2>
              <Refunds refunds={value.refunds} />
            </section>
          )}
        </div>
        <div className={classes.column}>
          <Facts payment={value} />
          <History payment={value} />
        </div>
      </div>
    </Screen>
  );
}

/** Issues the receipt, once; from then on the same PDF goes where the person says. */
function Receipt({ payment: { id, state, receipt } }: { payment: PaymentView }) {
  const t = useT();
  const mayIssue = useMay('payment.write');
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      if (receipt === null) {
        const { number } = await call(api().payments.receipt({ id }));
        toast({ text: t('payments.receiptIssued', { number }) });
      }
      const { saved } = await call(api().payments.saveReceipt({ id }));
      if (saved) toast({ text: t('payments.receiptSaved') });
    } catch (thrown) {
      toast({ text: sentence(thrown), kind: 'problem' });
    }
    setBusy(false);
  };
  if (receipt === null && (state === 'void' || !mayIssue)) return null;
  return <Button icon={receipt === null ? <IconReceipt size={16} stroke={1.75} aria-hidden="true" /> : <IconDownload size={16} stroke={1.75} aria-hidden="true" />} busy={busy} onClick={() => void save()}>{receipt === null ? t('payments.receipt') : t('payments.receiptOf', { number: receipt.number })}</Button>;
}

function Facts({ payment }: { payment: PaymentView }) {
  const t = useT();
  const { receipt, customer, customerId, amount, currency, paidOn, unapplied, refunded, rate, baseAmount, baseCurrency, gain, note } = payment;
  const facts: [string, ReactNode][] = [
    [t('payments.paidOn'), formatDay(paidOn, language())],
    [t('payments.method'), <bdi key="method">{methodText(t, payment)}</bdi>],
    [t('payments.unapplied'), moneyText(unapplied, currency)],
  ];
  if (refunded > 0) facts.push([t('payments.refunded'), moneyText(refunded, currency)]);
  if (baseAmount !== null) facts.push([t('document.inYourBooks'), moneyText(baseAmount, baseCurrency)]);
  if (rate !== null) facts.push([t('payments.rateFact'), decimalText(rate)]);
  if (receipt !== null) facts.push([t('kinds.receipt.one'), <span key="receipt" className={payment.state === 'void' ? classes.gone : undefined}>{receipt.number}</span>]);
  if (receipt !== null && payment.state === 'void') facts.push(['', <span key="void" className="warn">{t('payments.receiptVoid')}</span>]);
  if (gain !== 0) facts.push([t(gain > 0 ? 'payments.gain' : 'payments.loss'), moneyText(Math.abs(gain), baseCurrency)]);
  return (
    <section className={`card pad ${classes.card}`} aria-label={t('payments.about')}>
      <span className="label">{t('payments.from')} <button type="button" className="link" onClick={() => go({ screen: 'customer', id: customerId })}>{customer}</button></span>
      <div className={`big amt ${payment.state === 'void' ? classes.gone : ''}`}>{moneyText(amount, currency)}</div>
      <dl className={classes.facts}>
        {facts.map(([word, said]) => <div key={word} style={{ display: 'contents' }}><dt>{word}</dt><dd>{said}</dd></div>)}
      </dl>
      {note !== '' && <p className="q2">{note}</p>}
    </section>
  );
}

function History({ payment }: { payment: PaymentView }) {
  const t = useT();
  return (
    <section className={`card pad ${classes.card}`}>
      <h2>{t('document.whatHappened')}</h2>
      <ul className={classes.history}>
        {payment.history.map((event) => (
          <li key={event.id}>
            <span>
              {t(event.undoes === null ? `payments.happened.${event.kind === 'write-off' ? 'writeOff' : event.kind === 'credit-note' ? 'creditNote' : event.kind}` : `payments.undone.${event.undoes}`)}
              <span className={classes.under}>{[event.by === '' ? '' : t('document.by', { name: event.by }), event.kind === 'payment' ? '' : event.note].filter((part) => part !== '').join(' · ')}</span>
            </span>
            <span className="small q3 num nw">{momentText(event.at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

