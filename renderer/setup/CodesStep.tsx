// Last page: the books exist; ten recovery codes, shown once.
import { useT } from '../i18n/index.ts';
import { RecoveryCodes } from '../ui/RecoveryCodes.tsx';
import { useSetup } from './setupStore.ts';
import classes from './Setup.module.css';

export function CodesStep() {
  const t = useT();
  const codes = useSetup((s) => s.recoveryCodes);
  return (
    <div className={classes.page}>
      <div>
        <h1 tabIndex={-1} data-first="">{t('setup.codes.title')}</h1>
        <p className={classes.lead}>{t('setup.codes.lead')}</p>
      </div>
      <RecoveryCodes codes={codes} />
      <p className="small q2">{t('setup.codes.moving')}</p>
    </div>
  );
}
