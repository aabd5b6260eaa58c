// When one pays: at once, so many days, to the end of a month, in parts; and what may be taken off for paying early. Settings, customers and the editor use it.
import { Select, TextInput } from '@mantine/core';
import { type PaymentTerms, earlyTermsOf } from '../../domain/date.ts';
import { useT } from '../i18n/index.ts';
import { DecimalField } from './DecimalField.tsx';
import classes from './TermsEditor.module.css';

export interface TermsEditorProps {
  label: string;
  value: PaymentTerms | null;
  /** What stands for null: as the customer or the business has it. Without it one of the others must be chosen. */
  usual?: string;
  onChange: (value: PaymentTerms | null) => void;
}

const KINDS = ['immediate', 'net', 'eom', 'instalments'] as const;
type Kind = (typeof KINDS)[number];
/** What the boxes hold when they are first shown. */
const FRESH = { days: 14, count: 3, months: 1 };

function made(kind: Kind, value: PaymentTerms | null): PaymentTerms {
  const days = value === null || value.kind === 'immediate' ? FRESH.days : value.days;
  if (kind === 'immediate') return { kind };
  return kind === 'instalments' ? { kind, count: FRESH.count, days, months: FRESH.months } : { kind, days };
}

export function TermsEditor({ label, value, usual, onChange }: TermsEditorProps) {
  const t = useT();
  const choices = [...(usual === undefined ? [] : [{ value: 'usual', label: usual }]), ...KINDS.map((kind) => ({ value: kind, label: t(`terms.kind.${kind}`) }))];
  const choose = (next: string | null) => {
    const kind = KINDS.find((one) => one === next);
    if (kind !== undefined) onChange(made(kind, value));
    else if (usual !== undefined) onChange(null);
  };
  return (
    <div className={classes.terms}>
      <Select label={label} value={value?.kind ?? 'usual'} data={choices} allowDeselect={false} onChange={choose} />
      {value?.kind === 'instalments' && (
        <div className={classes.boxes}>
          <Whole label={t('terms.count')} value={value.count} least={2} most={60} onChange={(count) => onChange({ ...value, count })} />
          <Whole label={t('terms.firstDays')} value={value.days} least={0} most={365} onChange={(days) => onChange({ ...value, days })} />
          <Whole label={t('terms.months')} value={value.months} least={1} most={12} onChange={(months) => onChange({ ...value, months })} />
        </div>
      )}
      {(value?.kind === 'net' || value?.kind === 'eom') && <Days value={value} onChange={onChange} />}
    </div>
  );
}

function Days({ value, onChange }: { value: Extract<PaymentTerms, { kind: 'net' | 'eom' }>; onChange: (value: PaymentTerms) => void }) {
  const t = useT();
  const early = earlyTermsOf(value);
  const { kind, days } = value;
  const setPercent = (percent: string) => {
    const some = percent !== '' && /[1-9]/.test(percent) && Number.parseInt(percent, 10) < 100;
    onChange(some ? { kind, days, early: { percent, days: early?.days ?? Math.min(10, days) } } : { kind, days });
  };
  return (
    <div className={classes.boxes}>
      <Whole label={t('terms.days')} value={days} least={0} most={365} onChange={(next) => onChange({ ...value, days: next })} />
      <DecimalField label={t('terms.percent')} value={early?.percent ?? ''} decimals={4} unit={<span className="q3">%</span>} onChange={setPercent} />
      {early !== null && <Whole label={t('terms.within')} value={early.days} least={0} most={365} onChange={(within) => onChange({ ...value, early: { ...early, days: within } })} />}
    </div>
  );
}

function Whole({ label, value, least, most, onChange }: { label: string; value: number; least: number; most: number; onChange: (value: number) => void }) {
  return (
    <TextInput
      label={label} inputMode="numeric" maxLength={3} value={String(value)} onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => onChange(Math.max(least, Math.min(most, Number(event.currentTarget.value.replace(/\D/g, '') || String(least)))))}
    />
  );
}
