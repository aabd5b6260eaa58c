// Whose statement: a field that finds customers as one types. Only Report.tsx shows it.
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { api, call } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { useT } from '../i18n/index.ts';
import classes from './reports.module.css';

export function CustomerPick({ value, onPick, focus = false }: { value: string | null; onPick: (id: string) => void; focus?: boolean }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 80);
  const chosen = useLoad(async () => (value === null ? null : (await call(api().customers.get({ id: value }))).customer), value ?? '');
  const known = chosen.value === null || chosen.value.id !== value ? null : { value: chosen.value.id, label: chosen.value.name };
  // The name that stands in the field is no search: then the first customers by name are offered.
  const wanted = known !== null && q === known.label ? '' : q;
  const found = useLoad(async () => (await call(api().customers.list({ q: wanted, after: null, limit: 20, archived: false }))).rows, wanted);
  const rows = (found.value ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const data = known === null || rows.some((row) => row.value === known.value) ? rows : [known, ...rows];
  return (
    <Select
      className={classes.customer ?? ''} aria-label={t('reports.customer')} placeholder={t('reports.customer')} searchable allowDeselect={false} value={known === null ? null : value} data={data} filter={({ options }) => options}
      nothingFoundMessage={t('reports.noCustomer')} searchValue={typed} onSearchChange={setTyped} onChange={(id) => id !== null && onPick(id)} autoFocus={focus}
    />
  );
}
