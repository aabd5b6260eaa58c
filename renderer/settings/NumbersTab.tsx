// Settings: number series. The pattern shows live which number comes next; a counter can only be raised.
import { Checkbox, Select } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Input } from '../../contract/index.ts';
import type { Series, SeriesKind } from '../../contract/business.ts';
import { formatDay } from '../../domain/date.ts';
import { formatNumber, numberProblem, type NumberRules, patternProblem } from '../../domain/numbering.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { todayLocal } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { useLoad } from '../app/useLoad.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { language, t as say, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import classes from './Settings.module.css';

const RULES: readonly NumberRules[] = ['plain', 'india'];

/** The next three numbers of a pattern, or what is wrong with it. */
export function preview(pattern: string, rules: NumberRules, sequence: number, fyStartMonth: number, today: string): { numbers: string[]; problem: string | null } {
  const wrong = patternProblem(pattern, rules);
  if (wrong !== null) return { numbers: [], problem: wrong };
  const numbers = [0, 1, 2].map((i) => formatNumber(pattern, sequence + i, today, fyStartMonth));
  return { numbers, problem: numberProblem(numbers[0] ?? '', rules) };
}

const KINDS: readonly SeriesKind[] = ['invoice', 'credit-note', 'quote', 'order-confirmation', 'delivery-note', 'pro-forma', 'deposit-invoice', 'receipt'];

interface Draft {
  kind: SeriesKind;
  name: string;
  pattern: string;
  rules: NumberRules;
  isDefault: boolean;
  /** As typed; must not be lower than what is taken. */
  next: string;
}

function SeriesForm({ series, fyStartMonth, onDone, onCancel }: { series: Series | null; fyStartMonth: number; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const lowest = series?.nextSequence ?? 1;
  const [draft, setDraft] = useState<Draft>({ kind: series?.kind ?? 'invoice', name: series?.name ?? '', pattern: series?.pattern ?? 'INV-{YYYY}-{0000}', rules: series?.rules ?? 'plain', isDefault: series?.isDefault ?? false, next: String(lowest) });
  const [error, setError] = useState<ApiError | null>(null);
  const [insist, setInsist] = useState(false);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Draft>) => { setDraft((old) => ({ ...old, ...change })); setError(null); };
  const sequence = /^\d{1,9}$/.test(draft.next) && Number(draft.next) >= 1 ? Number(draft.next) : null;
  const shown = preview(draft.pattern, draft.rules, sequence ?? lowest, fyStartMonth, todayLocal());
  const sequenceProblem = sequence === null ? 'SEQUENCE' : sequence < lowest ? 'SEQUENCE_LOWER' : null;
  const own: Record<string, string | null> = { name: draft.name.trim() === '' && insist ? 'REQUIRED' : null, pattern: shown.problem, nextSequence: sequenceProblem };
  const problem = (path: string) => fieldSentence(problemAt(error, path) ?? (own[path] ? { code: own[path] ?? '' } : undefined));
  const save = async () => {
    setInsist(true);
    if (draft.name.trim() === '' || shown.problem !== null || sequenceProblem !== null || sequence === null) return;
    setBusy(true);
    const input: Input<'series.save'> = {
      kind: draft.kind, name: draft.name, pattern: draft.pattern, rules: draft.rules, isDefault: draft.isDefault,
      ...(series !== null && { id: series.id, version: series.version }), ...(sequence !== lowest && { nextSequence: sequence }),
    };
    try {
      await call(api().series.save(input));
      onDone();
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  return (
    <form
      className={classes.inPlace} onSubmit={(event) => { event.preventDefault(); void save(); }}
      onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented) { event.preventDefault(); onCancel(); } }}
    >
      <div className={classes.fields}>
        <TextField label={t('settings.numbers.name')} value={draft.name} onChange={(name) => set({ name })} problem={problem('name')} maxLength={60} autoFocus />
        {series === null && <Select label={t('papers.editor.kind')} data={KINDS.map((one) => ({ value: one, label: t(`kinds.${one}.one`) }))} value={draft.kind} onChange={(one) => { const kind = KINDS.find((k) => k === one); if (kind) set({ kind }); }} />}
        <Select label={t('settings.numbers.rules')} data={RULES.map((one) => ({ value: one, label: t(`settings.numbers.rule.${one}`) }))} value={draft.rules} onChange={(one) => { const rules = RULES.find((r) => r === one); if (rules) set({ rules }); }} />
        <TextField label={t('settings.numbers.pattern')} value={draft.pattern} onChange={(pattern) => set({ pattern })} problem={problem('pattern')} help={t('settings.numbers.patternHelp')} maxLength={40} className={`${classes.ltr} ${classes.codeField}`} />
        <TextField label={t('settings.numbers.next')} value={draft.next} onChange={(next) => set({ next: next.replace(/\D/g, '') })} problem={problem('nextSequence')} inputMode="numeric" maxLength={9} help={t('settings.numbers.nextHelp')} />
        <p className={`${classes.wide} ${classes.preview}`} role="status">
          {shown.numbers.length === 0 ? t('settings.numbers.noExample') : <>{t('settings.numbers.example')} {shown.numbers.map((n) => <span key={n} className="tag code">{n}</span>)}</>}
        </p>
        {series !== null && series.lastIssued !== null && draft.pattern !== series.pattern && <div className={classes.wide}><Hint>{t('settings.numbers.changeHint')}</Hint></div>}
        <Checkbox label={t('settings.numbers.default')} checked={draft.isDefault} onChange={(event) => set({ isDefault: event.currentTarget.checked })} />
      </div>
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
      <div className={classes.formActs}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" kind="primary" busy={busy}>{t('settings.numbers.save')}</Button>
      </div>
    </form>
  );
}

function archive(series: Series, archived: boolean): void {
  call(api().series.archive({ id: series.id, archived })).then(
    () => archived && toast({ text: say('settings.numbers.archived', { name: series.name }), undo: () => archive(series, false) }),
    (error: unknown) => toast({ text: sentence(error), kind: 'problem' }),
  );
}

function Row({ series, only, onEdit }: { series: Series; only: boolean; onEdit: () => void }) {
  const t = useT();
  return (
    <li className={`${classes.line} ${series.archived ? classes.away : ''}`}>
      <span className="grow">
        <span className="m">{series.name}</span> {series.isDefault && <span className="tag">{t('settings.numbers.defaultTag')}</span>} {series.archived && <span className="tag">{t('settings.away')}</span>}
        <span className={`q2 small ${classes.block}`}><span className="code">{series.pattern}</span>, {series.lastIssued === null ? t('settings.numbers.unused') : t('settings.numbers.last', { day: formatDay(series.lastIssued, language()) })}</span>
      </span>
      <span className="small q2 nw">{t('settings.numbers.nextIs')} <span className="m">{series.next}</span></span>
      <Button size="dense" icon={<IconPencil size={16} stroke={1.75} aria-hidden="true" />} onClick={onEdit} aria-label={t('settings.edit', { name: series.name })}>{t('common.change')}</Button>
      {!only && <Button size="dense" kind="quiet" iconOnly aria-label={t(series.archived ? 'settings.bringBack' : 'settings.putAway', { name: series.name })} icon={series.archived ? <IconArrowBackUp size={16} aria-hidden="true" /> : <IconArchive size={16} stroke={1.75} aria-hidden="true" />} onClick={() => archive(series, !series.archived)} />}
    </li>
  );
}

export function NumbersTab({ fyStartMonth }: { fyStartMonth: number }) {
  const t = useT();
  const [away, setAway] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const list = useLoad(() => call(api().series.list({ archived: away })), String(away));
  useChanged(['business', 'invoices'], list.reload);
  const close = () => { setEditing(null); list.reload(); };
  const rows = list.value?.rows ?? [];
  const used = (kind: Series['kind']) => rows.filter((row) => !row.archived && row.kind === kind).length;
  return (
    <section className={`card ${classes.part}`}>
      <header className={classes.partHead}>
        <div className="grow"><h2>{t('settings.numbers.title')}</h2><p className="q2">{t('settings.numbers.text')}</p></div>
        <Button icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setEditing('new')}>{t('settings.numbers.add')}</Button>
      </header>
      {list.error !== null && <div className={classes.fields}><Problem alert>{sentence(list.error)}</Problem></div>}
      {editing === 'new' && <SeriesForm series={null} fyStartMonth={fyStartMonth} onDone={close} onCancel={() => setEditing(null)} />}
      <ul className={classes.list}>
        {rows.map((series) => (editing === series.id
          ? <li key={series.id}><SeriesForm series={series} fyStartMonth={fyStartMonth} onDone={close} onCancel={() => setEditing(null)} /></li>
          : <Row key={series.id} series={series} only={used(series.kind) === 1 && !series.archived} onEdit={() => setEditing(series.id)} />))}
      </ul>
      <p className={classes.foot}><button type="button" className="link" onClick={() => setAway(!away)}>{t(away ? 'settings.hideAway' : 'settings.showAway')}</button></p>
    </section>
  );
}
