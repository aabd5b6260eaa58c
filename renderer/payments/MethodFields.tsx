// How money came or went: the way, and what is kept of it. Of a card its brand and last four digits, never its number. Forms of payments and refunds use it.
import { Select } from '@mantine/core';
import type { MethodDetailsWire } from '../../contract/payments.ts';
import { CARD_BRANDS, PAYMENT_METHODS } from '../../domain/paymentMethod.ts';
import type { ApiError } from '../app/api.ts';
import { problemAt } from '../app/api.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { TextField } from '../ui/Field.tsx';

export interface MethodFieldsProps {
  value: MethodDetailsWire;
  onChange: (value: MethodDetailsWire) => void;
  error: ApiError | null;
}

export function MethodFields({ value, onChange, error }: MethodFieldsProps) {
  const t = useT();
  const choose = (text: string | null) => {
    const method = PAYMENT_METHODS.find((one) => one === text);
    if (method === undefined) return;
    onChange({ method, reference: value.reference, brand: method === 'card' ? 'visa' : null, last4: '' });
  };
  return (
    <>
      <Select label={t('payments.method')} data={PAYMENT_METHODS.map((one) => ({ value: one, label: t(`payments.methods.${one}`) }))} value={value.method} allowDeselect={false} onChange={choose} />
      {value.method === 'card' && (
        <>
          <Select
            label={t('payments.card')} data={CARD_BRANDS.map((one) => ({ value: one, label: t(`payments.brands.${one}`) }))} value={value.brand} allowDeselect={false}
            onChange={(text) => onChange({ ...value, brand: CARD_BRANDS.find((one) => one === text) ?? 'other' })}
          />
          <TextField
            label={t('payments.last4')} inputMode="numeric" maxLength={4} value={value.last4} onChange={(text) => onChange({ ...value, last4: text.replace(/\D/g, '') })}
            problem={fieldSentence(problemAt(error, 'method.last4'))} help={t('payments.last4Help')}
          />
        </>
      )}
      <TextField label={t(`payments.references.${value.method}`)} maxLength={80} value={value.reference} onChange={(reference) => onChange({ ...value, reference })} problem={fieldSentence(problemAt(error, 'method.reference'))} />
    </>
  );
}
