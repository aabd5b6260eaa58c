// The Recovery Kit as it will be printed, shown beside the step. Two groups are hidden while they are typed back.
import { IconFileCertificate } from '@tabler/icons-react';
import { formatDay } from '../../domain/date.ts';
import type { KitSheet as Sheet } from '../../contract/session.ts';
import { language, useT } from '../i18n/index.ts';
import classes from './KitSheet.module.css';

const LINES = ['opens', 'pin', 'phone', 'laptop', 'secret', 'without'] as const;

export function KitSheet({ kit, business, hide }: { kit: Sheet; business: string; hide: readonly number[] }) {
  const t = useT();
  return (
    <section className={`paper ${classes.sheet}`} aria-label={t('setup.kit.sheet')}>
      <div className={classes.head}>
        <div>
          <h2>{t('setup.kit.sheetTitle')}</h2>
          <p>{t('setup.kit.madeOn', { business, day: formatDay(kit.madeOn, language()) })}</p>
        </div>
        <IconFileCertificate size={24} stroke={1.5} aria-hidden="true" className={classes.icon} />
      </div>
      <div className={classes.groups} dir="ltr">
        {kit.groups.map((group, i) => (
          <div key={i}><small>{i + 1}</small>{hide.includes(i + 1) ? <span aria-label={t('setup.kit.hidden')}>••••</span> : group}</div>
        ))}
        <div className={classes.check}><small>{t('kit.check')}</small>{kit.check}</div>
      </div>
      <p className={classes.small}>{t('setup.kit.letters')} {hide.length > 0 && t('setup.kit.hiddenNote', { first: hide[0], second: hide[1] })}</p>
      <dl className={classes.lines}>
        {LINES.map((line) => (
          <div key={line}><dt>{t(`setup.kit.line.${line}.term`)}</dt><dd>{t(`setup.kit.line.${line}.text`)}</dd></div>
        ))}
        <div><dt>{t('setup.kit.number')}</dt><dd className="code">{kit.serial}</dd></div>
      </dl>
    </section>
  );
}
