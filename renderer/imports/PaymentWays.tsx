// How the file writes dates, and how payments came that do not say it: only for payments. Only Import.tsx shows it.
import { Select } from '@mantine/core';
import type { ImportMapping } from '../../contract/imports.ts';
import { PAYMENT_METHODS } from '../../domain/paymentMethod.ts';
import { useT } from '../i18n/index.ts';
import { DateOrderControl } from './DateOrderControl.tsx';
import classes from './imports.module.css';

type Ways = NonNullable<ImportMapping['payments']>;
const USUAL: Ways = { dates: 'ymd', method: 'transfer' };

export function PaymentWays({ mapping, onChange }: { mapping: ImportMapping; onChange: (mapping: ImportMapping) => void }) {
  const t = useT();
  const ways = mapping.payments ?? USUAL;
  const set = (more: Partial<Ways>): void => onChange({ ...mapping, payments: { ...ways, ...more } });
  return (
    <div className={classes.ways}>
      <DateOrderControl value={ways.dates} onChange={(dates) => set({ dates })} />
      <Select
        className={classes.choice ?? ''} size="xs" aria-label={t('imports.usualMethod')} value={ways.method} allowDeselect={false}
        data={PAYMENT_METHODS.map((method) => ({ value: method, label: t('imports.methodIs', { method: t(`payments.methods.${method}`) }) }))}
        onChange={(value) => set({ method: PAYMENT_METHODS.find((one) => one === value) ?? 'transfer' })}
      />
    </div>
  );
}
