// One level of reminders in the settings: when, what it costs, and its words in each language. Only RemindersTab.tsx shows it.
import { SegmentedControl, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReminderLevelWire } from '../../contract/reminders.ts';
import { exponentOf } from '../../domain/currency.ts';
import { LANGS, type Lang } from '../../domain/lang.ts';
import { minor, minorToDecimal } from '../../domain/money.ts';
import { REMINDER_WORDS, reminderSlips } from '../../domain/reminderText.ts';
import { toMinorExact } from '../editor/adjustText.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import settings from '../settings/Settings.module.css';
import { Button } from '../ui/Button.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { NoteField, TextField } from '../ui/Field.tsx';

export interface LevelFormProps {
  level: ReminderLevelWire;
  at: number;
  currency: string;
  lang: Lang;
  /** The code of a mistake main or the form found at a path of this level. */
  problem: (path: string) => string | undefined;
  onLang: (lang: Lang) => void;
  onChange: (level: ReminderLevelWire) => void;
  onRemove: (() => void) | null;
}
const KINDS = ['none', 'own', 'statutory'] as const;
const days = (text: string): number => Number(text.replace(/\D/g, '').slice(0, 4));

export function LevelForm({ level, at, currency, lang, problem, onLang, onChange, onRemove }: LevelFormProps) {
  const t = useT();
  const set = (patch: Partial<ReminderLevelWire>) => onChange({ ...level, ...patch });
  const fee = level.fees.find((one) => one.currency === currency)?.amount ?? 0;
  const exponent = exponentOf(currency);
  const [typed, setTyped] = useState(fee === 0 ? '' : minorToDecimal(minor(fee), exponent));
  const [rate, setRate] = useState(level.interest.kind === 'own' ? level.interest.rate : '8');
  const setFee = (decimal: string) => {
    setTyped(decimal);
    const amount = decimal === '' ? 0 : toMinorExact(decimal, exponent);
    if (amount !== null) set({ fees: [...level.fees.filter((one) => one.currency !== currency), ...(amount > 0 ? [{ currency, amount }] : [])] });
  };
  const text = level.texts[lang];
  const setText = (patch: Partial<typeof text>) => set({ texts: { ...level.texts, [lang]: { ...text, ...patch } } });
  const slips = reminderSlips(text);
  const name = t('reminders.levelNumber', { level: at + 1 });
  return (
    <section className={`card ${settings.part}`} aria-label={name}>
      <header className={settings.partHead}>
        <h2 className="grow">{name}</h2>
        {onRemove && <Button kind="quiet" size="dense" icon={<IconX size={16} aria-hidden="true" />} onClick={onRemove}>{t('reminders.removeLevel')}</Button>}
      </header>
      <div className={settings.fields}>
        <TextField label={t('reminders.after')} value={String(level.after)} inputMode="numeric" maxLength={4} problem={problem('after')} onChange={(value) => set({ after: days(value) })} />
        <TextField label={t('reminders.payWithin')} value={String(level.payWithin)} inputMode="numeric" maxLength={2} onChange={(value) => set({ payWithin: Math.min(90, days(value)) })} />
        <DecimalField label={t('reminders.feeIn', { currency })} value={typed} decimals={exponent} help={t('reminders.feeHelp')} onChange={setFee} />
        <Select
          label={t('reminders.interest')} value={level.interest.kind} data={KINDS.map((kind) => ({ value: kind, label: t(`reminders.interestKind.${kind}`) }))}
          onChange={(value) => set({ interest: value === 'own' ? { kind: 'own', rate } : value === 'statutory' ? { kind: 'statutory' } : { kind: 'none' } })}
        />
        {level.interest.kind === 'own' && (
          <DecimalField
            label={t('reminders.rate')} value={rate} unit="%" decimals={4}
            onChange={(value) => {
              setRate(value);
              if (value !== '') set({ interest: { kind: 'own', rate: value } });
            }}
          />
        )}
        <div className={settings.wide}>
          <SegmentedControl aria-label={t('reminders.textsIn')} value={lang} data={LANGS.map((one) => ({ value: one, label: t(`editor.lang.${one}`) }))} onChange={(value) => onLang(LANGS.find((one) => one === value) ?? lang)} />
        </div>
        <TextField className={settings.wide ?? ''} label={t('reminders.textTitle')} value={text.title} maxLength={80} problem={text.title === '' ? fieldSentence({ code: 'REQUIRED' }) : problem(`texts.${lang}.title`)} onChange={(title) => setText({ title })} />
        <NoteField className={settings.wide ?? ''} label={t('reminders.textAbove')} value={text.text} maxLength={2000} rows={4} problem={slips.length > 0 ? fieldSentence({ code: 'PLACEHOLDER', params: { name: slips.join(', ') } }) : problem(`texts.${lang}`)} onChange={(value) => setText({ text: value })} />
        <NoteField className={settings.wide ?? ''} label={t('reminders.textBelow')} value={text.closing} maxLength={1000} rows={3} onChange={(closing) => setText({ closing })} />
        <p className={`small q2 ${settings.wide}`}>{t('reminders.words')} {REMINDER_WORDS.map((word) => <code key={word} className="tag code">{`{${word}}`}</code>)}</p>
      </div>
    </section>
  );
}
