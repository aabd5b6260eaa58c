// What money settled, or what settled a document, line by line, with the way to take one back. The pages of payments and documents draw it.
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { RefundView, SettlementView } from '../../contract/payments.ts';
import { formatDay } from '../../domain/date.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { language, useT } from '../i18n/index.ts';
import { moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { methodText } from './methodText.ts';
import { VoidPanel } from './VoidPanel.tsx';
import classes from './payments.module.css';

export interface SettlementsProps {
  settlements: readonly SettlementView[];
  /** Seen from the payment the documents are named, seen from the document the payments. */
  of: 'payment' | 'document';
  canVoid: boolean;
}

const words = (kind: SettlementView['kind']): string => ({ payment: 'payment', 'credit-note': 'creditNote', 'write-off': 'writeOff', 'early-discount': 'early', rounding: 'rounding' })[kind];

export function Settlements({ settlements, of, canVoid: wanted }: SettlementsProps) {
  const t = useT();
  const canVoid = useMay('payment.undo') && wanted;
  const [asking, setAsking] = useState<string | null>(null);
  return (
    <ul className={classes.rows}>
      {settlements.map((one) => (
        <li key={one.id}>
          <span className={one.voided ? classes.gone : ''}>
            {of === 'document' && one.kind === 'payment' ? null : `${t(`payments.kinds.${words(one.kind)}`)} `}<Where settlement={one} of={of} />
            <span className={classes.under}>{formatDay(one.date, language())}</span>
          </span>
          <span className={`num nw ${one.voided ? classes.gone : ''}`}>{moneyText(one.amount, one.currency)}</span>
          {canVoid && !one.voided && one.kind !== 'rounding' ? (
            <Button kind="quiet" size="dense" iconOnly aria-label={t('payments.takeBackOf', { number: one.documentNumber })} icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setAsking(one.id)} />
          ) : (
            <span className="small q3">{one.voided ? t('payments.takenBack') : ''}</span>
          )}
          {asking === one.id && <div style={{ gridColumn: '1 / -1' }}><VoidPanel target={{ kind: 'settlement', id: one.id }} words={t('payments.voidSettlementText')} onClose={() => setAsking(null)} /></div>}
        </li>
      ))}
    </ul>
  );
}

function Where({ settlement: { documentId, documentNumber, source }, of }: { settlement: SettlementView; of: 'payment' | 'document' }) {
  const t = useT();
  if (of === 'payment') return <button type="button" className="link" onClick={() => go({ screen: 'invoice', id: documentId })}>{documentNumber}</button>;
  if (source === null) return null;
  const { kind, id, number } = source;
  return <button type="button" className="link" onClick={() => go(kind === 'payment' ? { screen: 'payment', id } : { screen: 'invoice', id })}>{kind === 'payment' ? t('payments.oneOf', { number }) : number}</button>;
}

export function Refunds({ refunds }: { refunds: readonly RefundView[] }) {
  const t = useT();
  const mayUndo = useMay('payment.undo');
  const [asking, setAsking] = useState<string | null>(null);
  return (
    <ul className={classes.rows}>
      {refunds.map((one) => (
        <li key={one.id}>
          <span className={one.voided ? classes.gone : ''}>
            <bdi>{methodText(t, one.method)}</bdi>
            <span className={classes.under}>{[formatDay(one.paidOn, language()), one.note].filter((part) => part !== '').join(' · ')}</span>
          </span>
          <span className={`num nw ${one.voided ? classes.gone : ''}`}>{moneyText(one.amount, one.currency)}</span>
          {one.voided || !mayUndo ? (
            <span className="small q3">{one.voided ? t('payments.takenBack') : ''}</span>
          ) : (
            <Button kind="quiet" size="dense" iconOnly aria-label={t('payments.takeRefundBack')} icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setAsking(one.id)} />
          )}
          {asking === one.id && <div style={{ gridColumn: '1 / -1' }}><VoidPanel target={{ kind: 'refund', id: one.id }} words={t('payments.voidRefundText')} onClose={() => setAsking(null)} /></div>}
        </li>
      ))}
    </ul>
  );
}
