// Every try at a backup, scrub and removal, newest first, with what it holds or why it failed.
import { IconCheck, IconClock, IconEraser, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { api, call } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { sizeText } from '../exports/sizeText.ts';
import { momentText } from '../ui/agoText.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Problem } from '../ui/Problem.tsx';
import { faultDo, faultShort } from './faultText.ts';
import classes from './backup.module.css';

type Row = Output<'backup.history'>['rows'][number];
const PAGE = 10;

/** `newest` changes when there is something new to load. */
export function History({ newest }: { newest: string }) {
  const t = useT();
  const [limit, setLimit] = useState(PAGE);
  const page = useLoad(() => call(api().backup.history({ before: null, limit })), `${newest}:${limit}`);
  const rows = page.value?.rows ?? [];
  return (
    <section className={`card ${classes.history}`} aria-labelledby="history-title">
      <header><h2 id="history-title">{t('backup.history.title')}</h2><span className="end small">{t('backup.history.note')}</span></header>
      {page.error !== null && <Problem alert>{sentence(page.error)}</Problem>}
      {page.value !== null && rows.length === 0 && <p className={`q2 ${classes.historyFoot}`}>{t('backup.history.empty')}</p>}
      {rows.length > 0 && (
        <table>
          <thead><tr><th>{t('backup.history.when')}</th><th>{t('backup.history.where')}</th><th>{t('backup.history.result')}</th><th>{t('backup.history.holds')}</th><th className="n">{t('backup.history.size')}</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="num"><span className={classes.cap}>{momentText(row.at)}</span></td>
                <td>{row.label}</td>
                <td><Result row={row} /></td>
                <td className={`q2 ${classes.wide}`}><Holds row={row} /></td>
                <td className="n num q2">{row.bytes === null ? '–' : sizeText(row.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {page.value?.more === true && limit < 100 && <div className={classes.historyFoot}><Button kind="quiet" size="dense" onClick={() => setLimit(Math.min(100, limit + 30))}>{t('backup.history.more')}</Button></div>}
    </section>
  );
}

function Result({ row }: { row: Row }) {
  const t = useT();
  if (!row.ok) return <Chip kind="due" icon={IconClock}>{faultShort(row.code)}</Chip>;
  if (row.act === 'scrub') return <Chip kind="paid" icon={IconRefresh}>{t('backup.history.scrubGood')}</Chip>;
  if (row.act === 'prune') return <Chip kind="draft" icon={IconEraser}>{t('backup.history.pruned')}</Chip>;
  return <Chip kind="paid" icon={IconCheck}>{t('backup.history.good')}</Chip>;
}

function Holds({ row }: { row: Row }) {
  const t = useT();
  if (!row.ok) return faultDo(row.code);
  if (row.act === 'scrub') return t('backup.history.scrubbed', { count: row.n });
  if (row.act === 'prune') return t('backup.history.removed', { count: row.n });
  if (row.holds === null) return null;
  const { records, documents } = row.holds;
  return `${t('backup.history.records', { count: records, n: countText(records) })}, ${t('backup.history.documents', { count: documents, n: countText(documents) })}, ${t(`backup.cause.${row.cause}`)}`;
}
