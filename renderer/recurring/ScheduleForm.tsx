// How often, from when, until when, and whether it is shown first; with the dates that follow from it, live. Only RecurringOne.tsx shows it.
import { SegmentedControl, Select } from '@mantine/core';
import type { RecurringView } from '../../contract/recurring.ts';
import { type ApiError, problemAt } from '../app/api.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { DateField } from '../ui/DateField.tsx';
import { TextField } from '../ui/Field.tsx';
import { ENDS, type FormState, scheduleOf, UNITS } from './scheduleState.ts';
import { comingDates, datesText } from './scheduleText.ts';
import classes from './recurring.module.css';

export interface ScheduleFormProps {
  view: RecurringView;
  form: FormState;
  problem: string | null;
  error: ApiError | null;
  onChange: (patch: Partial<FormState>) => void;
}
const COMING = 4;
const digits = (text: string) => text.replace(/\D/g, '').slice(0, 5);

export function ScheduleForm({ view, form, problem, error, onChange }: ScheduleFormProps) {
  const t = useT();
  const wrong = (field: string) => fieldSentence(problemAt(error, `schedule.${field}`) ?? (problem === field ? { code: `SCHEDULE_${field}` } : undefined));
  const coming = comingDates(scheduleOf(form), view, COMING);
  const count = Number(form.every) || 1;
  return (
    <section className={`card ${classes.part}`} aria-label={t('recurring.schedule')}>
      <h2>{t('recurring.schedule')}</h2>
      <div className={classes.fields}>
        <TextField label={t('recurring.everyLabel')} value={form.every} inputMode="numeric" maxLength={4} problem={wrong('every')} onChange={(every) => onChange({ every: digits(every) })} />
        <Select label={t('recurring.unit')} value={form.unit} data={UNITS.map((unit) => ({ value: unit, label: t(`recurring.units.${unit}`, { count }) }))} onChange={(value) => { const unit = UNITS.find((one) => one === value); if (unit) onChange({ unit }); }} />
        <DateField label={t('recurring.anchor')} value={form.anchor} problem={wrong('anchor')} onChange={(anchor) => anchor !== null && onChange({ anchor })} />
        <Select label={t('recurring.ends')} value={form.endKind} data={ENDS.map((kind) => ({ value: kind, label: t(`recurring.end_kind.${kind}`) }))} onChange={(value) => { const endKind = ENDS.find((one) => one === value); if (endKind) onChange({ endKind }); }} />
        {form.endKind === 'date' && <DateField label={t('recurring.lastDay')} value={form.endDate} from={form.anchor} problem={wrong('end')} onChange={(endDate) => onChange({ endDate })} />}
        {form.endKind === 'count' && <TextField label={t('recurring.inAll')} value={form.endCount} inputMode="numeric" maxLength={5} problem={wrong('end')} onChange={(endCount) => onChange({ endCount: digits(endCount) })} />}
      </div>
      <p className={classes.coming} role="status">
        <span className="q2">{t('recurring.comingDates')}</span> <span className="num">{coming.length === 0 ? t('recurring.noneComing') : datesText(coming)}{coming.length === COMING && ' …'}</span>
      </p>
      <div className={classes.mode}>
        <span className="label" id="recurring-mode">{t('recurring.how')}</span>
        <SegmentedControl
          aria-labelledby="recurring-mode" value={form.mode} data={(['approve', 'auto'] as const).map((mode) => ({ value: mode, label: t(`recurring.mode.${mode}`) }))}
          onChange={(mode) => onChange({ mode: mode === 'auto' ? 'auto' : 'approve' })}
        />
        <p className="small q2">{t(`recurring.modeText.${form.mode}`)}</p>
      </div>
    </section>
  );
}
