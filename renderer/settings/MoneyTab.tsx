// Settings: currency, language, when to pay, and how amounts are rounded.
import { SegmentedControl, Select, Switch } from '@mantine/core';
import { useMemo } from 'react';
import { useT } from '../i18n/index.ts';
import { moneyText } from '../ui/amountText.ts';
import { currencyChoices, languageChoices, monthChoices } from '../ui/choices.ts';
import { NoteField } from '../ui/Field.tsx';
import { TermsEditor } from '../ui/TermsEditor.tsx';
import { Part } from './Part.tsx';
import { PaymentsPart } from './PaymentsPart.tsx';
import { editProfile, type ProfileDraft } from './profileStore.ts';
import { useProblem } from './useProblem.ts';
import classes from './Settings.module.css';

/** Steps to which some countries round what is paid in cash, in minor units. */
const STEPS = [0, 5, 10, 50, 100];

function isOne<T extends string>(text: string | null, all: readonly T[]): text is T {
  return all.some((one) => one === text);
}

export function MoneyTab({ draft }: { draft: ProfileDraft }) {
  const t = useT();
  const problem = useProblem();
  const [currencies, languages, months] = useMemo(() => [currencyChoices(), languageChoices(), monthChoices()], []);
  const languagesKnown = ['en', 'de', 'fr', 'es'] as const;
  const roundings = ['half-up', 'half-even', 'down'] as const;
  return (
    <>
      <Part title={t('settings.money.basics')}>
        <Select label={t('settings.money.currency')} description={t('settings.money.currencyHelp')} data={currencies} value={draft.currency} searchable error={problem('currency')} onChange={(currency) => currency !== null && editProfile({ currency })} />
        <Select label={t('settings.money.language')} description={t('settings.money.languageHelp')} data={languages} value={draft.language} onChange={(language) => isOne(language, languagesKnown) && editProfile({ language })} />
        <TermsEditor label={t('settings.money.terms')} value={draft.terms} onChange={(terms) => terms !== null && editProfile({ terms })} />
        <Select label={t('settings.money.year')} data={months} value={String(draft.fyStartMonth)} onChange={(month) => month !== null && editProfile({ fyStartMonth: Number(month) })} />
        <NoteField label={t('settings.money.note')} help={t('settings.money.noteHelp')} value={draft.noteDefault} onChange={(noteDefault) => editProfile({ noteDefault })} problem={problem('noteDefault')} autosize minRows={2} maxLength={1000} className={classes.wide ?? ''} />
      </Part>
      <Part title={t('settings.money.rounding')} text={t('settings.money.roundingText')}>
        <Select label={t('settings.money.taxRounding')} data={roundings.map((one) => ({ value: one, label: t(`settings.money.round.${one}`) }))} value={draft.taxRounding} onChange={(one) => isOne(one, roundings) && editProfile({ taxRounding: one })} />
        <Select
          label={t('settings.money.payable')} data={STEPS.map((step) => ({ value: String(step), label: step === 0 ? t('settings.money.payableExact') : moneyText(step, draft.currency) }))} value={String(draft.payableRounding)}
          onChange={(step) => step !== null && editProfile({ payableRounding: Number(step) })}
        />
        <Switch className={classes.wide ?? ''} label={t('settings.money.inclusive')} description={t('settings.money.inclusiveHelp')} checked={draft.pricesIncludeTax} onChange={(event) => editProfile({ pricesIncludeTax: event.currentTarget.checked })} />
      </Part>
      <PaymentsPart currency={draft.currency} />
      <Part title={t('settings.money.backdating')} text={t('settings.money.backdatingText')}>
        <SegmentedControl
          className={classes.wide ?? ''} aria-label={t('settings.money.backdating')} value={draft.backdating} transitionDuration={0}
          data={(['warn', 'refuse'] as const).map((one) => ({ value: one, label: t(`settings.money.backdate.${one}`) }))}
          onChange={(one) => isOne(one, ['warn', 'refuse'] as const) && editProfile({ backdating: one })}
        />
      </Part>
    </>
  );
}
