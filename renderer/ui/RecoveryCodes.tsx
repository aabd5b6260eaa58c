// The ten recovery codes, shown once: each replaces the phone for one login. First run, recovery and the security screen use it.
import { IconCheck, IconCopy, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { api, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { Problem } from './Problem.tsx';
import classes from './RecoveryCodes.module.css';

/** Copying goes through main, which empties the clipboard again after a minute (H64). */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useT();
  const [done, setDone] = useState<'copied' | 'printed' | null>(null);
  const copied = done === 'copied';
  const [problem, setProblem] = useState<string | null>(null);
  const copy = () => {
    call(api().session.copyRecoveryCodes()).then(
      () => setDone('copied'),
      (error: unknown) => setProblem(sentence(error)),
    );
  };
  const print = () => {
    call(api().session.printRecoveryCodes()).then(
      ({ printed }) => setDone(printed ? 'printed' : done),
      (error: unknown) => setProblem(sentence(error)),
    );
  };
  return (
    <div className={classes.sheet}>
      <ol className={classes.codes} aria-label={t('codes.list')}>
        {codes.map((code) => <li key={code} className={classes.code}>{code}</li>)}
      </ol>
      <div className={classes.acts}>
        <Button onClick={copy} icon={copied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} stroke={1.75} aria-hidden="true" />}>{t(copied ? 'codes.copied' : 'codes.copy')}</Button>
        <Button onClick={print} icon={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />}>{t('codes.print')}</Button>
        <span className="small q3" role="status">{t(done === null ? 'codes.note' : `codes.${done}Note`)}</span>
      </div>
      {problem !== null && <Problem alert>{problem}</Problem>}
    </div>
  );
}
