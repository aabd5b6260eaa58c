// Settings: what was imported, when, and taking a whole import back while nothing was issued from it.
import { Progress } from '@mantine/core';
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { api, call } from '../app/api.ts';
import { useBillfoldEvent, useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import classes from './Settings.module.css';

interface Running {
  job: string;
  importId: string;
  done: number;
  total: number;
}

const WAYS = [
  { kind: 'customers', text: 'palette.importCustomers' },
  { kind: 'items', text: 'palette.importItems' },
  { kind: 'documents', text: 'palette.importDocuments' },
  { kind: 'payments', text: 'palette.importPayments' },
] as const;

export function ImportsTab() {
  const t = useT();
  const list = useLoad(() => call(api().imports.list()), 'imports');
  const [asking, setAsking] = useState<string | null>(null);
  const [running, setRunning] = useState<Running | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useChanged(['imports', 'invoices'], list.reload);
  useBillfoldEvent('progress', (event) => setRunning((now) => (now?.job === event.job ? { ...now, done: event.done, total: event.total } : now)));
  const undo = async (importId: string) => {
    const job = crypto.randomUUID();
    setAsking(null);
    setProblem(null);
    setRunning({ job, importId, done: 0, total: 0 });
    try {
      const { removed } = await call(api().imports.undo({ importId, job }));
      toast({ text: t('settings.imports.undone', { count: removed, n: countText(removed) }) });
    } catch (error) {
      setProblem(sentence(error));
    }
    setRunning(null);
    list.reload();
  };
  const saveRefused = (importId: string) => call(api().imports.saveRefused({ importId })).catch((error: unknown) => setProblem(sentence(error)));
  return (
    <section className={`card ${classes.part}`}>
      <header className={classes.partHead}>
        <div className="grow"><h2>{t('settings.imports.title')}</h2><p className="q2">{t('settings.imports.text')}</p></div>
      </header>
      <div className={classes.ways}>
        {WAYS.map(({ kind, text }) => <Button key={kind} icon={<IconDownload size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'import', kind })}>{t(text)}</Button>)}
      </div>
      {(problem !== null || list.error !== null) && <div className={classes.fields}><Problem alert>{problem ?? sentence(list.error)}</Problem></div>}
      <ul className={classes.list}>
        {list.value?.rows.map((row) => (
          <li key={row.id}>
            <div className={`${classes.line} ${row.undone ? classes.away : ''}`}>
              <span className="grow">
                <span className="m">{row.file}</span>
                <span className={`q2 small ${classes.block}`}>{t(`settings.imports.added.${row.kind}`, { count: row.added, n: countText(row.added) })}, {momentText(row.at)}</span>
              </span>
              {row.refused > 0 && <Button size="dense" icon={<IconDownload size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void saveRefused(row.id)}>{t('settings.imports.leftOut', { count: row.refused, n: countText(row.refused) })}</Button>}
              {row.undone && <span className="tag">{t('settings.imports.takenBack')}</span>}
              {!row.undone && !row.canUndo && <span className="small q3">{t('settings.imports.inUse')}</span>}
              {row.canUndo && running?.importId !== row.id && <Button size="dense" aria-disabled={running !== null} icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setAsking(row.id)}>{t('settings.imports.undo')}</Button>}
              {running?.importId === row.id && (
                <span className={classes.running}>
                  <Progress value={running.total === 0 ? 0 : (running.done / running.total) * 100} aria-label={t('settings.imports.undoing')} size="sm" />
                  <span className="small q2">{t('settings.imports.undoing')}</span>
                  <Button size="dense" onClick={() => void call(api().imports.cancel({ job: running.job }))}>{t('common.cancel')}</Button>
                </span>
              )}
            </div>
            {asking === row.id && (
              <div className={classes.ask}>
                <Confirm
                  title={t('settings.imports.askTitle', { file: row.file })} yes={t('settings.imports.askYes')} no={t('settings.imports.askNo')} onYes={() => void undo(row.id)} onNo={() => setAsking(null)}
                  points={[{ good: false, text: t(row.kind === 'payments' ? 'settings.imports.askVoided' : 'settings.imports.askGone', { count: row.added, n: countText(row.added) }) }, { good: true, text: t('settings.imports.askStays') }]}
                />
              </div>
            )}
          </li>
        ))}
        {list.value?.rows.length === 0 && <li className={classes.empty}>{t('settings.imports.none')}</li>}
      </ul>
    </section>
  );
}
