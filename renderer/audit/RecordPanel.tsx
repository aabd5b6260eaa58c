// One record beside the list: who, when, what changed from what to what, and its seal. Log.tsx only.
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import type { AuditRecord, AuditRow } from '../../contract/audit.ts';
import { api, call } from '../app/api.ts';
import type { Route } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { sealGroups } from '../document/Seal.tsx';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { actionText, fieldText, isHash, personText, recordText, routeOf, stampText, valueText } from './words.ts';
import classes from './audit.module.css';

const SEAL_GROUPS = 4;

interface RecordPanelProps {
  row: AuditRow;
  onAbout: (row: AuditRow) => void;
  onGo: (route: Route) => void;
}

export function RecordPanel({ row, onAbout, onGo }: RecordPanelProps) {
  const t = useT();
  const record = useLoad(() => call(api().audit.get({ seq: row.seq })), String(row.seq));
  const route = routeOf(row);
  return (
    <aside className={`card ${classes.panel}`} aria-label={recordText(row.seq)} data-region="panel" tabIndex={-1}>
      <header className={classes.panelHead}>
        <h2>{actionText(row.action)}</h2>
        <p className="small q2">{row.about !== '' && <><span className="m">{row.about}</span><br /></>}{personText({ id: row.actor, name: row.who })} · <span className="num">{stampText(row.at, language())}</span></p>
        {row.entityId !== null && (
          <div className={classes.acts}>
            {route !== null && <Button size="dense" onClick={() => onGo(route)}>{t('audit.open')}</Button>}
            <Button size="dense" onClick={() => onAbout(row)}>{t('audit.allAbout')}</Button>
          </div>
        )}
      </header>
      <div className={classes.panelBody} tabIndex={0} role="region" aria-label={t('audit.details')}>
        {record.error && <Problem alert>{sentence(record.error)}</Problem>}
        {record.value && <Said record={record.value} />}
        {record.value && <Sealed record={record.value} />}
      </div>
    </aside>
  );
}

function Said({ record }: { record: AuditRecord }) {
  const t = useT();
  const { body, changes } = record;
  const facts = record.facts.filter(({ field }) => field !== 'version'); // counts saves; says nothing to people
  return (
    <>
      {body === 'erased' && <p className={`${classes.note} q2`}>{t('audit.erased', { n: countText(record.erasedBy ?? 0) })}</p>}
      {(body === 'missing' || body === 'changed') && <div className={classes.note}><Problem>{t(body === 'missing' ? 'audit.missing' : 'audit.bodyChanged')}</Problem></div>}
      {changes.length > 0 && (
        <section className={classes.part}>
          <h3 className="label">{t('audit.changed')}</h3>
          <ul className={classes.changes}>
            {changes.map(({ field, from, to }, i) => (
              <li key={`${field} ${i}`}>
                <span className="small q2">{fieldText(field)}</span>
                {from === null && to === null ? <span className="q3">{t('audit.hidden')}</span> : (
                  <span className={classes.change}>
                    {from !== null && <><del><span className="sr">{t('audit.before')}: </span>{valueText(from)}</del><span aria-hidden="true" className="q3">→</span></>}
                    <ins><span className="sr">{t('audit.after')}: </span>{valueText(to)}</ins>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {facts.length > 0 && (
        <section className={classes.part}>
          <h3 className="label">{t('audit.details')}</h3>
          <dl className={classes.facts}>
            {facts.map(({ field, value }) => <div key={field}><dt>{fieldText(field)}</dt><dd className={isHash(value) ? 'code' : undefined}>{isHash(value) ? sealGroups(value, SEAL_GROUPS) : valueText(value)}</dd></div>)}
          </dl>
        </section>
      )}
      {body === 'whole' && changes.length === 0 && facts.length === 0 && <p className={`${classes.note} q2`}>{t('audit.noDetails')}</p>}
    </>
  );
}

function Sealed({ record }: { record: AuditRecord }) {
  const t = useT();
  const Shown = record.sealed ? IconShieldCheck : IconAlertTriangle;
  return (
    <section className={`${classes.part} ${classes.seal}`}>
      <h3 className="label">{t('audit.seal')}</h3>
      <p className={record.sealed ? classes.good : classes.bad}><Shown size={16} stroke={1.75} aria-hidden="true" /> {t(record.sealed ? 'audit.sealFits' : 'audit.sealBroken')}</p>
      <dl className={classes.facts}>
        <div><dt>{recordText(record.seq)}</dt><dd className="code">{sealGroups(record.mac, SEAL_GROUPS)}</dd></div>
        <div><dt>{t('audit.sealOfBefore')}</dt><dd className="code">{sealGroups(record.prev, SEAL_GROUPS)}</dd></div>
        {record.epoch > 1 && <div><dt>{t('audit.epoch')}</dt><dd className="num">{record.epoch}</dd></div>}
      </dl>
    </section>
  );
}
