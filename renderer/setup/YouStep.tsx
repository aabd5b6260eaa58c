// Second page: the owner's name, as it will stand in the log.
import { useT } from '../i18n/index.ts';
import { TextField } from '../ui/Field.tsx';
import { useSetup } from './setupStore.ts';
import classes from './Setup.module.css';

export function YouStep() {
  const t = useT();
  const { owner, insist } = useSetup();
  return (
    <div className={classes.page}>
      <div>
        <h1 tabIndex={-1}>{t('setup.you.title')}</h1>
        <p className={classes.lead}>{t('setup.you.lead')}</p>
      </div>
      <div className={classes.fields}>
        <TextField label={t('setup.you.name')} value={owner} onChange={(name) => useSetup.setState({ owner: name })} problem={insist && owner.trim() === '' ? t('errors.field.REQUIRED') : undefined} maxLength={80} data-first="" />
      </div>
    </div>
  );
}
