// The first run: six short pages, by keyboard alone in under two minutes. Shown by the gate while there are no books.
import { IconCheck } from '@tabler/icons-react';
import { type ComponentType, type FormEvent, useEffect, useRef } from 'react';
import { normaliseCode } from '../../domain/recoveryKitCode.ts';
import { holdStage, leaveStage } from '../app/stage.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { CODE_LENGTH } from '../ui/CodeBoxes.tsx';
import { Mark } from '../ui/Mark.tsx';
import { pinReady } from '../ui/PinChoice.tsx';
import { Problem } from '../ui/Problem.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { BusinessStep } from './BusinessStep.tsx';
import { CodesStep } from './CodesStep.tsx';
import { KitStep } from './KitStep.tsx';
import { PhoneStep } from './PhoneStep.tsx';
import { PinStep } from './PinStep.tsx';
import { enrol, finish, forgetSetup, goStep, loadKit, look, needsPassphrase, proveCode, type SetupState, type SetupStep, STEPS, useSetup } from './setupStore.ts';
import { YouStep } from './YouStep.tsx';
import classes from './Setup.module.css';

const PAGES: Record<SetupStep, ComponentType> = { business: BusinessStep, you: YouStep, pin: PinStep, phone: PhoneStep, kit: KitStep, codes: CodesStep };

/** Whether a page is filled in, so that Next may go on. */
export function complete(s: SetupState): boolean {
  switch (s.step) {
    case 'business': return s.business.trim() !== '' && s.country !== '' && s.currency !== '';
    case 'you': return s.owner.trim() !== '';
    case 'pin': return s.keychain !== 'locked' && pinReady(s.pin, s.again, needsPassphrase(s.keychain));
    case 'phone': return s.codeProved || s.code.length === CODE_LENGTH;
    case 'kit': return s.kept !== null && s.groups.every((group) => normaliseCode(group).length === 4);
    case 'codes': return true;
  }
}

/** Does what leaving the page means, then shows the next. */
async function goOn(): Promise<void> {
  const s = useSetup.getState();
  if (!complete(s)) {
    useSetup.setState({ insist: true });
    return;
  }
  if (s.step === 'business') goStep('you');
  else if (s.step === 'you') goStep('pin');
  else if (s.step === 'pin') {
    if (await enrol()) goStep('phone');
  } else if (s.step === 'phone') {
    if ((s.codeProved || (await proveCode(s.code))) && (await loadKit())) goStep('kit');
  } else if (s.step === 'kit') await finish();
  else {
    forgetSetup();
    await leaveStage();
  }
}

export default function Setup() {
  const t = useT();
  const state = useSetup();
  const { step, busy, error } = state;
  const at = STEPS.indexOf(step);
  const Page = PAGES[step];
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    holdStage('setup');
    void look();
  }, []);
  useEffect(() => {
    document.title = `${t(`setup.step.${step}`)} · Billfold`;
  }, [step, t]);
  useEffect(() => {
    const find = (selector: string) => body.current?.querySelector<HTMLElement>(selector);
    (find('[data-first]') ?? find('input:not([disabled])') ?? find('h1'))?.focus();
  }, [step]);
  useShortcut('mod+enter', () => void goOn(), { inFields: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void goOn();
  };
  // The kit page and the codes page say what is wrong beside the field.
  const ownProblem = step === 'phone' && error !== null;
  return (
    <form className={classes.setup} onSubmit={submit} noValidate>
      <aside className={classes.side} aria-label={t('setup.progress')}>
        <div className={classes.brand}><Mark /><span>Billfold</span></div>
        <ol>
          {STEPS.map((one, i) => (
            <li key={one} className={i < at ? classes.ok : i === at ? classes.on : undefined} aria-current={i === at ? 'step' : undefined}>
              <b>{i < at ? <IconCheck size={14} stroke={2} aria-hidden="true" /> : i + 1}</b>
              {t(`setup.step.${one}`)}
              {i < at && <span className="sr">{t('setup.stepDone')}</span>}
            </li>
          ))}
        </ol>
        <p className={classes.left}>{t(`setup.left.${step}`)}</p>
      </aside>
      <main className={classes.body} ref={body}><Page /></main>
      <footer className={classes.next}>
        {at > 0 && step !== 'codes' && <Button size="roomy" onClick={() => goStep(STEPS[at - 1] ?? 'business')}>{t('common.back')}</Button>}
        <span className={classes.note}>
          {error !== null && !ownProblem ? <Problem alert>{sentence(error)}</Problem> : <span className="small q2">{t(`setup.note.${step}`)}</span>}
        </span>
        <Button type="submit" kind="primary" size="roomy" keys="enter" busy={busy} aria-disabled={step === 'kit' && !complete(state)}>{busy ? t(`setup.busy.${step}`) : t(`setup.go.${step}`)}</Button>
      </footer>
    </form>
  );
}
