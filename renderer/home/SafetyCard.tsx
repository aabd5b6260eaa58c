// "If this laptop were stolen": what protects the books, each line with its evidence. Speaks up only when there is something to do.
import { IconAlertCircle, IconCheck, IconDeviceMobile, IconFileCertificate, IconLink, IconLock, type Icon } from '@tabler/icons-react';
import type { HomeSummary } from '../../contract/invoices.ts';
import { formatDay } from '../../domain/date.ts';
import { useBackups } from '../backup/backupStore.ts';
import { backupLines } from './backupLines.ts';
import { go } from '../app/navigate.ts';
import { useSession } from '../app/session.ts';
import { language, useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { countText } from '../ui/amountText.ts';
import { Chip } from '../ui/Chip.tsx';
import classes from './Home.module.css';

export interface SafetyLine {
  icon: Icon;
  words: string;
  evidence: string;
  bad?: boolean;
}

export function SafetyCard({ security }: { security: HomeSummary['security'] }) {
  const t = useT();
  const checkedAt = useSession((s) => s.security?.chainCheckedAt ?? null);
  const backups = useBackups((s) => s.state);
  const chainBad = security.chain === 'broken' || security.chain === 'rolled-back';
  const chainWords = security.chain === 'ok' && checkedAt !== null ? t('home.safety.walked', { when: momentText(checkedAt) }) : t(`home.safety.chain.${security.chain}`);
  const lines: SafetyLine[] = [
    { icon: IconLock, words: t('home.safety.encrypted'), evidence: t(`home.safety.mode.${security.mode}`) },
    { icon: IconLink, words: t('home.safety.sealed', { count: security.records, n: countText(security.records) }), evidence: chainWords, bad: chainBad },
    { icon: IconFileCertificate, words: t('home.safety.kit'), evidence: t('home.safety.kitMade', { day: formatDay(security.kitMadeOn, language()) }) },
    { icon: IconDeviceMobile, words: t('home.safety.codes'), evidence: t('home.safety.codesLeft', { count: security.recoveryCodesLeft }), bad: security.recoveryCodesLeft <= 2 },
  ];
  if (backups !== null) lines.splice(1, 0, ...backupLines(backups));
  if (security.failedBefore > 0) lines.push({ icon: IconAlertCircle, words: t('home.safety.tries', { count: security.failedBefore }), evidence: t('home.safety.triesWhen') });
  const backupBad = backups !== null && backupLines(backups).some((line) => line.bad === true);
  const wrong = lines.filter((line) => line.bad === true).length;
  return (
    <section className="card">
      <header>
        <h2>{t('home.safety.title')}</h2>
        <span className="end">{wrong === 0 ? <Chip kind="paid" icon={IconCheck}>{t('home.safety.good')}</Chip> : <Chip kind="late">{t('home.safety.wrong', { count: wrong })}</Chip>}</span>
      </header>
      <ul className={classes.safe}>
        {lines.map((line) => (
          <li key={line.words}>
            <span className={`${classes.icon} ${line.bad === true ? classes.late : classes.fine}`}><line.icon size={16} stroke={1.75} aria-hidden="true" /></span>
            <span className="m">{line.words}</span>
            <span className={`end small ${line.bad === true ? 'stop' : 'q2'}`}>{line.evidence}</span>
          </li>
        ))}
      </ul>
      {wrong > 0 && <p className={classes.more}><button type="button" className="link" onClick={() => go({ screen: backupBad ? 'backups' : 'security' })}>{t('home.safety.see')}</button></p>}
    </section>
  );
}
