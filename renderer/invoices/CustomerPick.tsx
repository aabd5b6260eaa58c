// One customer as a filter: found while typing, shown by name. The invoice list's filters use it.
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { api, call } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { useT } from '../i18n/index.ts';

interface Offer {
  value: string;
  label: string;
}

export function CustomerPick({ value, onChange, className }: { value: string | null; onChange: (id: string | null) => void; className: string }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 80);
  const chosen = useLoad<Offer | null>(async () => (value === null ? null : offerOf((await call(api().customers.get({ id: value }))).customer)), value ?? '');
  const found = useLoad<Offer[]>(async () => (await call(api().customers.suggest({ q: q === chosen.value?.label ? '' : q }))).rows.map(offerOf), q);
  const known = value !== null && chosen.value?.value === value ? [chosen.value] : [];
  const data = [...known, ...(found.value ?? []).filter((one) => one.value !== value)];
  return (
    <Select
      className={className} aria-label={t('invoices.customer')} placeholder={t('invoices.anyCustomer')} searchable clearable value={value} data={data} filter={({ options }) => options}
      nothingFoundMessage={t('invoices.noCustomerFound')} onSearchChange={setTyped} onChange={onChange} clearButtonProps={{ 'aria-label': t('invoices.clearFilter') }}
    />
  );
}

function offerOf({ id, name }: { id: string; name: string }): Offer {
  return { value: id, label: name };
}
