// Within how many days one pays: as the business says, at once, so many days, or to the end of a month. Customer form only.
import { Select, TextInput } from '@mantine/core';
import type { PaymentTerms } from '../../domain/date.ts';
import { useT } from '../i18n/index.ts';
import classes from './customers.module.css';

type Kind = PaymentTerms['kind'] | 'usual';

function made(kind: Kind, days: number): PaymentTerms | null {
  if (kind === 'usual') return null;
  return kind === 'immediate' ? { kind } : { kind, days };
}

export function TermsField({ value, onChange }: { value: PaymentTerms | null; onChange: (value: PaymentTerms | null) => void }) {
  const t = useT();
  const kind: Kind = value?.kind ?? 'usual';
  const days = value && value.kind !== 'immediate' ? value.days : 14;
  return (
    <div className={classes.terms}>
      <Select
        label={t('customers.terms')} value={kind}
        data={(['usual', 'immediate', 'net', 'eom'] as const).map((one) => ({ value: one, label: t(`customers.term.${one}`) }))}
        onChange={(next) => onChange(made((['immediate', 'net', 'eom'] as const).find((one) => one === next) ?? 'usual', days))}
      />
      {value && value.kind !== 'immediate' && (
        <TextInput
          label={t('customers.days')} inputMode="numeric" maxLength={3} value={String(days)} className={classes.days ?? ''}
          onChange={(event) => {
            const typed = event.currentTarget.value.replace(/\D/g, '');
            onChange(made(kind, Math.min(365, Number(typed === '' ? '0' : typed))));
          }}
        />
      )}
    </div>
  );
}
