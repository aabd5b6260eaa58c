// Finds the customer who paid, by the beginning of a name or code. The form that records a payment uses it.
import { Select } from '@mantine/core';
import { useState } from 'react';
import { api, call } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { useT } from '../i18n/index.ts';

export interface CustomerPickProps {
  onChoose: (id: string) => void;
}

export function CustomerPick({ onChoose }: CustomerPickProps) {
  const t = useT();
  const [text, setText] = useState('');
  const found = useLoad(() => call(api().customers.suggest({ q: text })), text);
  return (
    <Select
      label={t('payments.customer')} placeholder={t('payments.customerHint')} searchable autoFocus selectFirstOptionOnChange searchValue={text} onSearchChange={setText} maxLength={80}
      data={(found.value?.rows ?? []).map((row) => ({ value: row.id, label: row.city === '' ? row.name : `${row.name}, ${row.city}` }))} filter={({ options }) => options} nothingFoundMessage={t('invoices.noneFound')}
      onChange={(id) => id !== null && onChoose(id)}
    />
  );
}
