// How the dates of a file are written. DocumentWays.tsx and PaymentWays.tsx show it.
import { SegmentedControl } from '@mantine/core';
import type { DateOrder } from '../../domain/dateOrder.ts';
import { useT } from '../i18n/index.ts';

export function DateOrderControl({ value, onChange }: { value: DateOrder; onChange: (order: DateOrder) => void }) {
  const t = useT();
  return (
    <>
      <span id="import-dates">{t('imports.dates')}</span>
      <SegmentedControl
        size="xs" aria-labelledby="import-dates" value={value} data={[{ value: 'dmy', label: '31.12.2024' }, { value: 'mdy', label: '12/31/2024' }, { value: 'ymd', label: '2024-12-31' }]}
        onChange={(order) => onChange(order === 'dmy' || order === 'mdy' ? order : 'ymd')}
      />
    </>
  );
}
