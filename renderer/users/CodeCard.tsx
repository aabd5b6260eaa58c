// A one-time code just made: shown once, to be handed over. Gone with the button, a lock or another screen.
import { IconCheck, IconCopy, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { OneTimeCodeView } from '../../contract/users.ts';
import { api, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { untilText } from './untilText.ts';
import classes from './users.module.css';

export function CodeCard({ name, made, onDone }: { name: string; made: OneTimeCodeView; onDone: () => void }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  // Through main, which empties the clipboard again after a minute (H64).
  const copy = () => void call(api().session.copyRecoveryCodes()).then(() => setCopied(true), (error: unknown) => setProblem(sentence(error)));
  const print = () => void call(api().users.printCode()).catch((error: unknown) => setProblem(sentence(error)));
  return (
    <section className={`card ${classes.code}`} aria-labelledby="one-time-title">
      <h2 id="one-time-title" ref={title} tabIndex={-1}>{t('people.code.title', { name })}</h2>
      <p className={classes.codeText} data-testid="one-time-code">{made.code}</p>
      <div>
        <p>{t('people.code.text', { name })}</p>
        <p className="q2">{t('people.code.until', { when: untilText(made.until) })} {t('people.code.how')}</p>
      </div>
      {problem !== null && <Problem alert>{problem}</Problem>}
      <div className="row">
        <Button onClick={copy} icon={copied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} stroke={1.75} aria-hidden="true" />}>{t(copied ? 'people.code.copied' : 'people.code.copy')}</Button>
        <Button onClick={print} icon={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />}>{t('people.code.print')}</Button>
        <Button kind="primary" onClick={onDone}>{t('people.code.done')}</Button>
      </div>
    </section>
  );
}
