// Settings: name, address, numbers and contact, as they stand at the top of an invoice.
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { vatIdProblem } from '../../domain/taxId.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { countryChoices, withNone } from '../ui/choices.ts';
import { TextField } from '../ui/Field.tsx';
import { Part } from './Part.tsx';
import { editProfile, type ProfileDraft } from './profileStore.ts';
import { useProblem } from './useProblem.ts';
import classes from './Settings.module.css';

type TextKey = { [K in keyof ProfileDraft]: ProfileDraft[K] extends string ? K : never }[keyof ProfileDraft];

export function BusinessTab({ draft }: { draft: ProfileDraft }) {
  const t = useT();
  const problem = useProblem();
  const countries = useMemo(() => withNone(countryChoices(), t('settings.business.noCountry')), [t]);
  const field = (key: TextKey, more: { hint?: string | undefined; help?: string; wide?: boolean; maxLength?: number } = {}) => (
    <TextField
      label={t(`settings.business.${key}`)} value={draft[key]} onChange={(text) => editProfile({ [key]: text })} problem={problem(key)} hint={more.hint} help={more.help}
      className={more.wide === true ? (classes.wide ?? '') : ''} maxLength={more.maxLength ?? 120} data-path={key}
    />
  );
  const vat = draft.vatId === '' || draft.country === '' ? null : vatIdProblem(draft.vatId, draft.country);
  return (
    <>
      <Part title={t('settings.business.names')} text={t('settings.business.namesText')}>
        {field('name', { wide: true })}
        {field('tagline', { wide: true, help: t('settings.business.taglineHelp') })}
        {field('legalName', { help: t('settings.business.legalHelp') })}
        {field('companyNumber', { maxLength: 40 })}
      </Part>
      <Part title={t('settings.business.address')}>
        {field('street', { wide: true })}
        {field('street2', { wide: true })}
        {field('postcode', { maxLength: 20 })}
        {field('city', { maxLength: 80 })}
        {field('region', { maxLength: 80 })}
        <Select label={t('settings.business.country')} data={countries} value={draft.country} searchable onChange={(country) => country !== null && editProfile({ country })} error={problem('country')} />
      </Part>
      <Part title={t('settings.business.taxIds')} text={t('settings.business.taxIdsText')}>
        {field('vatId', { maxLength: 30, hint: fieldSentence(vat === null ? undefined : { code: vat }) })}
        {field('taxNumber', { maxLength: 40 })}
      </Part>
      <Part title={t('settings.business.contact')}>
        {field('phone', { maxLength: 40 })}
        {field('email')}
        {field('website', { wide: true })}
        {field('footer', { wide: true, help: t('settings.business.footerHelp'), maxLength: 200 })}
      </Part>
    </>
  );
}
