// What the log can do besides being read: go out as a file, be put on paper at the day's end, and find a printed seal again. One is open at a time, under the proof. Log.tsx only.
import { IconFileExport, IconPrinter, IconSearch } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { AuditFilters } from '../../contract/audit.ts';
import type { Input } from '../../contract/index.ts';
import { langOf } from '../../domain/lang.ts';
import { api, asApiError, call, type ApiError } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useMay } from '../app/may.ts';
import { useSession } from '../app/session.ts';
import { sealGroups } from '../document/Seal.tsx';
import { Going } from '../exports/Going.tsx';
import { useJob } from '../exports/useJob.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { stampText } from './words.ts';
import classes from './audit.module.css';

export type Tool = 'out' | 'day' | 'find';
const TOOLS: readonly { tool: Tool; icon: ReactNode }[] = [
  { tool: 'out', icon: <IconFileExport size={16} stroke={1.75} aria-hidden="true" /> },
  { tool: 'day', icon: <IconPrinter size={16} stroke={1.75} aria-hidden="true" /> },
  { tool: 'find', icon: <IconSearch size={16} stroke={1.75} aria-hidden="true" /> },
];

/** The buttons beside the proof. */
export function ToolButtons({ open, onToggle }: { open: Tool | null; onToggle: (tool: Tool) => void }) {
  const t = useT();
  const mayExport = useMay('audit.export');
  return TOOLS.filter(({ tool }) => tool !== 'out' || mayExport).map(({ tool, icon }) => (
    <Button key={tool} icon={icon} aria-expanded={open === tool} onClick={() => onToggle(tool)}>{t(`audit.${tool}.title`)}</Button>
  ));
}

type Format = Input<'audit.export'>['format'];

/** Signed for an auditor, or as a table or on paper what the filters leave. */
export function HandOut({ q, filters }: { q: string; filters: AuditFilters }) {
  const t = useT();
  const job = useJob();
  const save = async (format: Format) => {
    const done = await job.run((id) => call(api().audit.export({ job: id, format, q, filters, language: langOf(language()) })));
    if (done) toast({ text: t('audit.out.done', { count: done.records, n: countText(done.records), file: done.file }), ...(format === 'signed' && { detail: t('audit.out.key', { key: sealGroups(done.key) }), stay: false as const }) });
  };
  if (job.busy) return <div className={classes.going}><Going job={job} words={t('audit.out.going')} onCancel={(id) => void call(api().audit.cancel({ job: id })).catch(() => undefined)} /></div>;
  return (
    <div className={classes.tool}>
      <div className={classes.acts}>{(['signed', 'csv', 'pdf'] as const).map((format) => <Button key={format} onClick={() => void save(format)}>{t(`audit.out.${format}`)}</Button>)}</div>
      <p className="small q2">{t('audit.out.signedHelp')}</p>
      {job.error !== null && job.error.code !== 'CANCELLED' && <Problem alert>{sentence(job.error)}</Problem>}
    </div>
  );
}

/** A page of one day with the newest seal. */
export function DayEnd() {
  const t = useT();
  const today = useToday();
  const [day, setDay] = useState<string | null>(today);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const make = async (to: 'printer' | 'file') => {
    if (day === null) return;
    setBusy(true);
    setError(null);
    try {
      const { done, seal } = await call(api().audit.dayClose({ day, to, language: langOf(language()) }));
      if (done) toast({ text: t('audit.day.done', { seal: sealGroups(seal) }) });
    } catch (failure) {
      setError(asApiError(failure));
    }
    setBusy(false);
  };
  return (
    <div className={classes.tool}>
      <div className={classes.toolLine}>
        <DateField className={classes.date ?? ''} label={t('audit.day.day')} value={day} onChange={setDay} />
        <Button kind="primary" busy={busy} onClick={() => void make('printer')}>{t('audit.day.print')}</Button>
        <Button busy={busy} onClick={() => void make('file')}>{t('audit.day.save')}</Button>
      </div>
      <p className="small q2">{t('audit.day.text')}</p>
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
    </div>
  );
}

type Found = { n: string; when: string } | 'none' | 'short';

/** Types the letters of a printed page and says whether the log still has them. */
export function FindSeal() {
  const t = useT();
  const chain = useSession((s) => s.security?.chain ?? 'checking');
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const check = async (event: FormEvent) => {
    event.preventDefault();
    const seal = text.toLowerCase().replaceAll(/[\s\p{Pd}]/gu, '');
    setError(null);
    if (!/^[0-9a-f]{16}$/.test(seal)) {
      setFound('short');
      return;
    }
    setBusy(true);
    try {
      const record = await call(api().audit.findSeal({ seal }));
      setFound(record === null ? 'none' : { n: countText(record.seq), when: stampText(record.at, language()) });
    } catch (failure) {
      setFound(null);
      setError(asApiError(failure));
    }
    setBusy(false);
  };
  const whole = chain === 'ok' || chain === 'checking';
  return (
    <form className={classes.tool} onSubmit={(event) => void check(event)}>
      <div className={classes.toolLine}>
        <TextField autoFocus className={classes.sealField ?? ''} label={t('audit.find.label')} value={text} maxLength={40} onChange={(value) => { setText(value); setFound(null); }} />
        <Button kind="primary" type="submit" keys="enter" busy={busy}>{t('audit.find.check')}</Button>
      </div>
      <p className="small q2">{t('audit.find.help')}</p>
      <div role="status">
        {found === 'short' && <Problem>{t('audit.find.short')}</Problem>}
        {found === 'none' && <Problem>{t('audit.find.none')}</Problem>}
        {found !== null && typeof found === 'object' && (whole ? <p className={classes.good}>{t('audit.find.found', found)}</p> : <Problem>{t('audit.find.broken', found)}</Problem>)}
      </div>
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
    </form>
  );
}
