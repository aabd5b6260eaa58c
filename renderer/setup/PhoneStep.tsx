// Fourth page: the phone. Going on is only possible once a code from it was right.
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { PhoneCode } from '../ui/PhoneCode.tsx';
import { goStep, loadKit, proveCode, useSetup } from './setupStore.ts';
import classes from './Setup.module.css';

export function PhoneStep() {
  const t = useT();
  const { enrolment, code, codeProved, error, insist } = useSetup();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // A wrong code was emptied: the next one goes into the same place.
    if (error !== null) field.current?.focus();
  }, [error]);
  if (enrolment === null) return null;
  const arrived = async (digits: string) => {
    if ((await proveCode(digits)) && (await loadKit())) goStep('kit');
  };
  const problem = error !== null ? sentence(error) : insist && code.length < 6 && !codeProved ? t('setup.phone.missing') : undefined;
  return (
    <div className={classes.page}>
      <div>
        <h1 tabIndex={-1}>{t('setup.phone.title')}</h1>
        <p className={classes.lead}>{t('setup.phone.lead')}</p>
      </div>
      <PhoneCode enrolment={enrolment} code={code} ref={field} problem={problem} onCode={(next) => useSetup.setState({ code: next, error: null, ...(next !== code && { codeProved: false }) })} onComplete={(digits) => void arrived(digits)} />
      {codeProved && <p className={classes.good} role="status"><IconCircleCheck size={16} stroke={1.75} aria-hidden="true" /> {t('setup.phone.proved')}</p>}
    </div>
  );
}
