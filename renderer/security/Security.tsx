// The security screen: what protects the books, line by line with evidence, and the changes of one's own secrets in place.
import { Select } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCheck, IconListDetails, IconLock, IconShieldCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { useChanged } from '../app/events.ts';
import { lockNow, refreshSecurity, type SecurityStatus, useSession } from '../app/session.ts';
import { sentence } from '../i18n/errors.ts';
import { language, t as say, useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Screen } from '../ui/Screen.tsx';
import { toast } from '../ui/toast.ts';
import { ChangePin, NewCodes, NewPhone } from './ChangeForms.tsx';
import { type Act, type Check, checksOf } from './checks.ts';
import { Logins } from './Logins.tsx';
import { NewKey } from './NewKey.tsx';
import classes from './Security.module.css';

const MINUTES = [1, 2, 5, 10, 15, 30, 60];
const ICONS = { good: IconCheck, look: IconAlertTriangle, bad: IconAlertCircle };

function IdleField({ minutes, onDone }: { minutes: number; onDone: () => void }) {
  const t = useT();
  const choose = (text: string | null) => {
    if (text === null) return;
    call(api().security.setIdle({ minutes: Number(text) })).then(
      () => { toast({ text: say('security.idleSet', { count: Number(text) }) }); onDone(); },
      (error: unknown) => toast({ text: sentence(error), kind: 'problem' }),
    );
  };
  return (
    <div className={classes.form}>
      <div className={classes.idle}>
        <Select label={t('security.idleLabel')} data={[...new Set([...MINUTES, minutes])].toSorted((a, b) => a - b).map((n) => ({ value: String(n), label: t('security.minutes', { count: n }) }))} value={String(minutes)} onChange={choose} autoFocus />
        <Button onClick={onDone}>{t('common.close')}</Button>
      </div>
      <p className="small q3">{t('security.idleHelp')}</p>
    </div>
  );
}

function Line({ check, open, onToggle, children }: { check: Check; open: boolean; onToggle: (act: Act) => void; children: ReactNode }) {
  const t = useT();
  const Shown = ICONS[check.state];
  return (
    <li className={`${classes.item} ${classes[check.state] ?? ''}`}>
      <div className={classes.line}>
        <span className={classes.mark}><Shown size={14} stroke={2} aria-hidden="true" /><span className="sr">{t(`security.state.${check.state}`)}</span></span>
        <span className={classes.words}><span className="m">{check.title}</span><span className="small q2">{check.text}</span></span>
        <span className="small q2 num">{check.evidence}</span>
        <span className={classes.act}>
          {check.act !== undefined && <Button size="dense" aria-expanded={open} onClick={() => check.act && onToggle(check.act)}>{t(`security.act.${check.act}`)}</Button>}
        </span>
      </div>
      {open && children}
    </li>
  );
}

function Summary({ checks }: { checks: Check[] }) {
  const t = useT();
  const good = checks.filter((check) => check.state === 'good').length;
  const left = checks.length - good;
  return (
    <section className={`card ${classes.summary}`} aria-label={t('security.yourSafety')}>
      <div><span className="label">{t('security.yourSafety')}</span><div className="big nw">{t('security.score', { good, all: checks.length })}</div></div>
      <div className="grow">
        <span className="m">{left === 0 ? t('security.allGood') : t('security.toLook', { count: left })}</span>
        <div className={classes.segments} role="img" aria-label={t('security.scoreText', { good, all: checks.length })}>
          {checks.toReversed().map((check) => <i key={check.id} className={classes[check.state]} />)}
        </div>
      </div>
    </section>
  );
}

function Who({ status }: { status: SecurityStatus }) {
  const t = useT();
  const user = useSession((s) => s.state?.user ?? null);
  return (
    <section className={`card ${classes.sideCard}`}>
      <h2>{t('security.who')}</h2>
      <ul className={classes.people}>
        {user !== null && (
          <li>
            <span className="m">{user.name}</span><span className="tag">{t(`security.role.${user.role}`)}</span>
            <span className="small q2">{t(status.mode === 'passphrase' ? 'security.byPassphrase' : 'security.byPin')}</span><span className="small q2 num">{status.lastLogin === null ? t('security.now') : momentText(status.lastLogin)}</span>
          </li>
        )}
        <li>
          <span className="m">{t('security.kitName', { serial: status.kit.serial })}</span><span className="tag">{t('security.onPaper')}</span>
          <span className="small q2">{t('security.kitOpens')}</span><span className="small q2 num">{t('security.madeOn', { day: formatDay(status.kit.madeOn, language()) })}</span>
        </li>
      </ul>
      <p className={`small ${status.failedBefore > 0 ? 'warn' : 'q3'}`}>{t('security.failed', { count: status.failedBefore })}</p>
    </section>
  );
}

function Plain({ status }: { status: SecurityStatus }) {
  const t = useT();
  const lines = status.mode === 'passphrase' ? ['thief', 'passphrase', 'code', 'disk'] : ['thief', 'pin', 'code', 'disk'];
  return (
    <section className={`card ${classes.sideCard}`}>
      <h2>{t('security.plain.title')}</h2>
      <ul className={classes.plain}>{lines.map((line) => <li key={line}>{t(`security.plain.${line}`)}</li>)}</ul>
    </section>
  );
}

export default function Security() {
  const t = useT();
  const mayLog = useMay('audit.read');
  const mayRotate = useMay('key.rotate');
  const mayIdle = useMay('security.manage');
  const status = useSession((s) => s.security);
  const error = useSession((s) => s.error);
  const [open, setOpen] = useState<Act | null>(null);
  useEffect(() => void refreshSecurity(), []);
  useChanged(['security'], () => void refreshSecurity());
  const done = () => {
    setOpen(null);
    void refreshSecurity();
  };
  const checks = status === null ? [] : checksOf(status);
  const passphrase = status?.mode === 'passphrase';
  const forms: Record<Act, () => ReactNode> = {
    pin: () => <ChangePin passphrase={passphrase} onDone={done} />, phone: () => <NewPhone passphrase={passphrase} onDone={done} />, codes: () => <NewCodes passphrase={passphrase} onDone={done} />,
    idle: () => <IdleField minutes={status?.idleMinutes ?? 5} onDone={done} />,
  };
  return (
    <Screen title={t('security.title')} scroll keys={[{ keys: 'mod+l', does: t('keys.lock') }]} actions={<>{mayLog && <Button icon={<IconListDetails size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'log' })}>{t('audit.openLog')}</Button>}<Button keys="mod+l" icon={<IconLock size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void lockNow()}>{t('keys.lock')}</Button></>}>
      {status === null && error !== null && <Empty icon={IconShieldCheck} title={t('security.failedLoad')} text={sentence(error)} problem><Button kind="primary" onClick={() => void refreshSecurity()}>{t('common.tryAgain')}</Button></Empty>}
      {status !== null && (
        <div className={classes.security}>
          <Summary checks={checks} />
          <div className={classes.main}>
          <section className={`card ${classes.checks}`}>
            <div className={`${classes.line} ${classes.head}`}><h2>{t('security.lines')}</h2><span className="label">{t('security.evidence')}</span><span /></div>
            <ul>{checks.map((check) => <Line key={check.id} check={check} open={check.act !== undefined && open === check.act} onToggle={(act) => setOpen(open === act ? null : act)}>{check.act !== undefined && forms[check.act]()}</Line>)}</ul>
          </section>
          <Logins mayIdle={mayIdle} />
          {mayRotate && <NewKey passphrase={passphrase} />}
          </div>
          <div className={classes.side}><Who status={status} /><Plain status={status} /></div>
        </div>
      )}
    </Screen>
  );
}
