// Settings: the list of tax rates, each edited in place. Rates that issued invoices use are put away, never deleted.
import { IconArchive, IconArrowBackUp, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { TaxRate } from '../../contract/business.ts';
import { pickRate } from '../../domain/taxRate.ts';
import { api, call } from '../app/api.ts';
import { todayLocal } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { t as say, useT } from '../i18n/index.ts';
import { formatDay } from '../../domain/date.ts';
import { language } from '../i18n/index.ts';
import { decimalText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import type { ProfileDraft } from './profileStore.ts';
import { draftOfTax, newTax } from './taxDraft.ts';
import { TaxDuePart } from './TaxDuePart.tsx';
import { TaxForm } from './TaxForm.tsx';
import classes from './Settings.module.css';

function archive(rate: TaxRate, archived: boolean): void {
  call(api().taxes.archive({ id: rate.id, archived })).then(
    () => archived && toast({ text: say('settings.taxes.archived', { name: rate.name }), undo: () => archive(rate, false) }),
    (error: unknown) => toast({ text: sentence(error), kind: 'problem' }),
  );
}

function Row({ rate, onEdit }: { rate: TaxRate; onEdit: () => void }) {
  const t = useT();
  const today = todayLocal();
  const now = pickRate(rate.versions, today);
  const next = rate.versions.filter((version) => version.from > today).toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
  return (
    <li className={`${classes.line} ${rate.archived ? classes.away : ''}`}>
      <span className="grow">
        <span className="m">{rate.name}</span> {rate.isDefault && <span className="tag">{t('settings.taxes.defaultTag')}</span>} {rate.archived && <span className="tag">{t('settings.away')}</span>}
        <span className={`q2 small clip ${classes.block}`}>
          {t(`settings.taxes.cat.${rate.category}`)}{rate.compound ? `, ${t('settings.taxes.compoundTag')}` : ''}{rate.withholding ? `, ${t('settings.taxes.withholdingTag')}` : ''}
          {next !== undefined ? `, ${t('settings.taxes.next', { rate: decimalText(next.rate), day: formatDay(next.from, language()) })}` : ''}
        </span>
      </span>
      <span className="num m">{now === null ? '–' : `${decimalText(now.rate)} %`}</span>
      <Button size="dense" icon={<IconPencil size={16} stroke={1.75} aria-hidden="true" />} onClick={onEdit} aria-label={t('settings.edit', { name: rate.name })}>{t('common.change')}</Button>
      <Button size="dense" kind="quiet" iconOnly aria-label={t(rate.archived ? 'settings.bringBack' : 'settings.putAway', { name: rate.name })} icon={rate.archived ? <IconArrowBackUp size={16} aria-hidden="true" /> : <IconArchive size={16} stroke={1.75} aria-hidden="true" />} onClick={() => archive(rate, !rate.archived)} />
    </li>
  );
}

export function TaxesTab({ business }: { business: ProfileDraft }) {
  return <><Rates language={business.language} /><TaxDuePart business={business} /></>;
}

function Rates({ language: documents }: { language: string }) {
  const t = useT();
  const [away, setAway] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const list = useLoad(() => call(api().taxes.list({ archived: away })), String(away));
  useChanged(['business'], list.reload);
  const close = () => { setEditing(null); list.reload(); };
  return (
    <section className={`card ${classes.part}`}>
      <header className={classes.partHead}>
        <div className="grow"><h2>{t('settings.taxes.title')}</h2><p className="q2">{t('settings.taxes.text')}</p></div>
        <Button icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setEditing('new')}>{t('settings.taxes.add')}</Button>
      </header>
      {list.error !== null && <div className={classes.fields}><Problem alert>{sentence(list.error)}</Problem></div>}
      {editing === 'new' && <TaxForm start={newTax()} language={documents} onDone={close} onCancel={() => setEditing(null)} />}
      <ul className={classes.list}>
        {list.value?.rows.map((rate) => (editing === rate.id
          ? <li key={rate.id}><TaxForm start={draftOfTax(rate)} language={documents} onDone={close} onCancel={() => setEditing(null)} /></li>
          : <Row key={rate.id} rate={rate} onEdit={() => setEditing(rate.id)} />))}
        {list.value?.rows.length === 0 && <li className={classes.empty}>{t('settings.taxes.none')}</li>}
      </ul>
      <p className={classes.foot}><button type="button" className="link" onClick={() => setAway(!away)}>{t(away ? 'settings.hideAway' : 'settings.showAway')}</button></p>
    </section>
  );
}
