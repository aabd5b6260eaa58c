// Pairing a phone: the QR code, the secret in groups for typing, and the first code as proof. First run, recovery and the security screen use it.
import { IconDeviceMobile } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
import type { Enrolment } from '../../contract/session.ts';
import { useT } from '../i18n/index.ts';
import { CodeBoxes } from './CodeBoxes.tsx';
import { QrCode } from './QrCode.tsx';
import classes from './PhoneCode.module.css';

export interface PhoneCodeProps {
  enrolment: Enrolment;
  code: string;
  onCode: (code: string) => void;
  onComplete?: (code: string) => void;
  problem?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** "JBSW Y3DP …": four by four, as phones show it. */
export function secretGroups(secret: string): string[] {
  return secret.match(/.{1,4}/g) ?? [];
}

export function PhoneCode({ enrolment, code, onCode, onComplete, problem, ref }: PhoneCodeProps) {
  const t = useT();
  const [typing, setTyping] = useState(false);
  return (
    <div className={classes.pair}>
      <QrCode path={enrolment.qr} size={enrolment.size} />
      <div className={classes.words}>
        <ol className={classes.steps}>
          <li>{t('phone.step1')}</li>
          <li>{t('phone.step2')}</li>
          <li>{t('phone.step3')}</li>
        </ol>
        {typing ? (
          <div className={classes.secret}>
            <span className="label">{t('phone.secret')}</span>
            <code className={classes.groups}>{secretGroups(enrolment.secret).map((group, i) => <span key={i}>{group}</span>)}</code>
            <span className="small q3">{t('phone.secretHow')}</span>
          </div>
        ) : (
          <button type="button" className="link" onClick={() => setTyping(true)}>
            <IconDeviceMobile size={16} stroke={1.75} aria-hidden="true" className={classes.icon} />
            {t('phone.cannotScan')}
          </button>
        )}
        <div className={classes.boxes}>
          <CodeBoxes label={t('phone.code')} value={code} onChange={onCode} help={t('phone.codeHelp')} problem={problem} {...(onComplete && { onComplete })} {...(ref !== undefined && { ref })} />
        </div>
      </div>
    </div>
  );
}
