// How the log stands, and the proof on demand: progress in place, then what was found, in words that say what to do. Log.tsx only.
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { AuditProof } from '../../contract/audit.ts';
import { api, call } from '../app/api.ts';
import { refreshSecurity, useSession } from '../app/session.ts';
import { sealGroups } from '../document/Seal.tsx';
import { Going } from '../exports/Going.tsx';
import { type Job, useJob } from '../exports/useJob.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { go } from '../app/navigate.ts';
import classes from './audit.module.css';

/** `children`: further buttons; `below`: what one of them opened. */
export function ProofBar({ children, below }: { children?: ReactNode; below?: ReactNode }) {
  const t = useT();
  const job = useJob();
  const [proof, setProof] = useState<AuditProof | null>(null);
  const prove = async () => {
    setProof(null);
    const found = await job.run((id) => call(api().audit.prove({ job: id })));
    if (found === undefined) return;
    setProof(found);
    await refreshSecurity();
  };
  return (
    <section className={`card ${classes.proof}`} aria-label={t('audit.proof.now')}>
      {job.busy ? <div className={classes.going}><Going job={job} words={t('audit.proof.running')} onCancel={(id) => void call(api().audit.cancel({ job: id })).catch(() => undefined)} /></div> : (
        <div className={classes.proofLine}>
          <Standing proof={proof} />
          <span className={classes.proofActs}>
            {children}
            <Button kind="primary" icon={<IconShieldCheck size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void prove()}>{t('audit.proof.now')}</Button>
          </span>
        </div>
      )}
      <Wrong job={job} />
      {proof !== null && !proof.whole && <Findings proof={proof} />}
      {proof !== null && proof.anchor === 'unanchored' && <p className={`small ${classes.findings}`}>{t('audit.proof.anchor.unanchored')}</p>}
      {below}
    </section>
  );
}

function Wrong({ job }: { job: Job }) {
  return job.error === null || job.error.code === 'CANCELLED' ? null : <Problem alert>{sentence(job.error)}</Problem>;
}

/** What was just proved; before that, what the walk after the login found. */
function Standing({ proof }: { proof: AuditProof | null }) {
  const t = useT();
  const security = useSession((s) => s.security);
  const chain = security?.chain ?? 'checking';
  const good = proof === null ? chain === 'ok' || chain === 'checking' : proof.whole;
  const Shown = good ? IconShieldCheck : IconAlertTriangle;
  const [title, text] = proof !== null
    ? [t(proof.whole ? 'audit.proof.whole' : 'audit.proof.notWhole'), t('audit.proof.facts', { records: countText(proof.records), documents: countText(proof.documents), seal: proof.head === null ? '–' : sealGroups(proof.head.seal, 4) }) + (proof.outsideCount > 0 && proof.outside.length === 0 ? ` · ${t('audit.proof.backups', { count: proof.outsideCount, n: countText(proof.outsideCount) })}` : '') + (proof.erased > 0 ? ` · ${t('audit.proof.erased', { count: proof.erased, n: countText(proof.erased) })}` : '')]
    : [t(`audit.proof.${chain}`), security === null || security.chainCheckedAt === null ? t('audit.proof.notYet') : t('audit.proof.walked', { records: countText(security.records), when: momentText(security.chainCheckedAt) })];
  return (
    <div className={`${classes.standing} ${good ? classes.good : classes.bad}`} role="status">
      <Shown size={20} stroke={1.6} aria-hidden="true" />
      <span><span className={`m ${classes.standingTitle}`}>{title}</span><span className="small q2">{text}</span></span>
    </div>
  );
}

function Findings({ proof }: { proof: AuditProof }) {
  const t = useT();
  const { fault, anchor, outside, guards, touched, touchedCount, missing, gaps } = proof;
  return (
    <ul className={classes.findings}>
      {fault !== null && <li>{t(`audit.proof.fault.${fault.fault}`, { n: countText(fault.seq) })}</li>}
      {(anchor === 'rolled-back' || anchor === 'edited') && <li>{t(`audit.proof.anchor.${anchor}`)}</li>}
      {guards.length > 0 && <li>{t('audit.proof.guards', { count: guards.length, names: guards.slice(0, 5).join(', ') })}</li>}
      {outside.map(({ name, seq, verdict }) => <li key={name}>{t(`audit.proof.outside.${verdict}`, { name, n: countText(seq) })}</li>)}
      {touched.map(({ id, number }) => <li key={id}><button type="button" className="link" onClick={() => go({ screen: 'invoice', id })}>{t('audit.proof.touched', { number })}</button></li>)}
      {touchedCount > touched.length && <li>{t('audit.proof.touchedMore', { count: touchedCount - touched.length, n: countText(touchedCount - touched.length) })}</li>}
      {missing > 0 && <li>{t('audit.proof.gone', { count: missing, n: countText(missing) })}</li>}
      {missing < 0 && <li>{t('audit.proof.putIn', { count: -missing, n: countText(-missing) })}</li>}
      {gaps.map((gap) => <li key={`${gap.series} ${gap.period} ${gap.first}`}>{t('audit.proof.gap', { ...gap, first: countText(gap.first), last: countText(gap.last) })}</li>)}
      <li className="q2">{t('audit.proof.keep')}</li>
    </ul>
  );
}
