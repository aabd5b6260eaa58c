// First page: whose books these are. Name, country, currency, language of the invoices.
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useSession } from '../app/session.ts';
import { holdStage } from '../app/stage.ts';
import { useT } from '../i18n/index.ts';
import { countryChoices, currencyChoices, languageChoices } from '../ui/choices.ts';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { currencyOfCountry, type DocumentLanguage, languageOfCountry } from './defaults.ts';
import { useSetup } from './setupStore.ts';
import classes from './Setup.module.css';

function isDocumentLanguage(text: string | null): text is DocumentLanguage {
  return text === 'en' || text === 'de' || text === 'fr' || text === 'es';
}

export function BusinessStep() {
  const t = useT();
  const s = useSetup();
  const setAside = useSession((session) => session.state?.setAside ?? false);
  const [countries, currencies, languages] = useMemo(() => [countryChoices(), currencyChoices(), languageChoices()], []);
  const required = (value: string) => (s.insist && value.trim() === '' ? t('errors.field.REQUIRED') : undefined);
  const chooseCountry = (country: string | null) => {
    if (country === null) return;
    const currency = s.chose.currency ? s.currency : (currencyOfCountry(country) ?? s.currency);
    useSetup.setState({ country, currency, language: s.chose.language ? s.language : languageOfCountry(country) });
  };
  const problem = (value: string) => (required(value) === undefined ? undefined : <Problem>{required(value)}</Problem>);
  return (
    <div className={classes.page}>
      <div>
        <h1 tabIndex={-1}>{t('setup.business.title')}</h1>
        <p className={classes.lead}>{t('setup.business.lead')}</p>
        <p><button type="button" className="link" onClick={() => holdStage('rescue')}>{t('setup.business.haveBackup')}</button></p>
        {setAside && <p className={classes.lead}>{t('setup.business.setAside')}</p>}
      </div>
      <div className={classes.fields}>
        <TextField label={t('setup.business.name')} value={s.business} onChange={(business) => useSetup.setState({ business })} problem={required(s.business)} maxLength={120} data-first="" />
        <Select label={t('setup.business.country')} data={countries} value={s.country || null} onChange={chooseCountry} searchable error={problem(s.country)} nothingFoundMessage={t('setup.business.noCountry')} />
        <div className={classes.pair}>
          <Select
            label={t('setup.business.currency')} data={currencies} value={s.currency || null} searchable error={problem(s.currency)} nothingFoundMessage={t('setup.business.noCurrency')}
            onChange={(currency) => currency !== null && useSetup.setState({ currency, chose: { ...s.chose, currency: true } })}
          />
          <Select
            label={t('setup.business.language')} data={languages} value={s.language}
            onChange={(language) => isDocumentLanguage(language) && useSetup.setState({ language, chose: { ...s.chose, language: true } })}
          />
        </div>
      </div>
    </div>
  );
}
