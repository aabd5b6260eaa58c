// One report: which days, its tables, the documents behind each row, and its ways out (CSV, XLSX, PDF, printer). The same screen for every report.
import { Select } from '@mantine/core';
import { IconChartBar, IconFileSpreadsheet, IconFileText, IconFileTypeCsv, IconPrinter } from '@tabler/icons-react';
import type { ReportAsk, ReportName, ReportTable } from '../../contract/reports.ts';
import { langOf } from '../../domain/lang.ts';
import { PRESETS, presetOf, presetPeriod } from '../../domain/reportPeriod.ts';
import { reportWordsOf } from '../../paper/reportWords.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { useLoad } from '../app/useLoad.ts';
import { back, go, replaceRoute } from '../app/navigate.ts';
import { useBooks } from '../editor/books.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { Behind } from './Behind.tsx';
import { CustomerPick } from './CustomerPick.tsx';
import { firstAsk } from './catalogue.ts';
import { ReportTables } from './ReportTables.tsx';
import { useOut } from './useOut.ts';
import { useReport } from './useReport.ts';
import { Working } from './Working.tsx';
import classes from './reports.module.css';

export interface ReportProps {
  report: ReportName;
  /** What was asked last; the usual for this report when it is new. */
  ask?: ReportAsk;
  /** The row whose documents are shown. */
  behind?: { drill: string; name: string };
}

export default function Report({ report, ask, behind }: ReportProps) {
  const today = useToday();
  const business = useBooks((s) => s.books?.business);
  if (business === undefined) return <Screen title={reportWordsOf(langOf(language())).title[report]}>{null}</Screen>;
  const asked = ask ?? firstAsk(report, today, business.fyStartMonth);
  if (behind !== undefined) return <BehindScreen ask={asked} {...behind} />;
  if (asked.report === 'statement' && asked.customerId === null) return <WhoseScreen ask={asked} />;
  return <Shown ask={asked} today={today} fyStartMonth={business.fyStartMonth} />;
}

/** A row is a document itself, or stands for many. */
function openRow(ask: ReportAsk, row: ReportTable['sections'][number]['rows'][number], name: string): void {
  if (row.opens !== undefined) go({ screen: row.opens.what === 'payment' ? 'payment' : 'invoice', id: row.opens.id });
  else if (row.drill !== null) go({ screen: 'report', report: ask.report, ask, behind: { drill: row.drill, name } });
}

function crumbTo(words: string, act: () => void) {
  return <button type="button" className="link" onClick={act}>{words}</button>;
}

function Shown({ ask, today, fyStartMonth }: { ask: ReportAsk; today: string; fyStartMonth: number }) {
  const t = useT();
  const run = useReport(ask);
  const mayExport = useMay('list.export');
  const out = useOut(ask);
  useChanged(['invoices', 'payments', 'business'], run.reload);
  useShortcut('mod+p', () => out.begin('print'));
  const { table, error, running } = run;
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <Screen
      title={reportWordsOf(langOf(language())).title[ask.report]} crumb={crumbTo(t('reports.title'), () => go({ screen: 'reports' }))} scroll find={false}
      keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('reports.key.documents') }, { keys: 'mod+p', does: t('reports.print') }, { keys: 'esc', does: t('common.back') }]}
      actions={
        <>
          {mayExport && <Button icon={<IconFileTypeCsv {...icon} />} busy={out.way === 'csv'} onClick={() => out.begin('csv')}>CSV</Button>}
          {mayExport && <Button icon={<IconFileSpreadsheet {...icon} />} busy={out.way === 'xlsx'} onClick={() => out.begin('xlsx')}>XLSX</Button>}
          {mayExport && <Button icon={<IconFileText {...icon} />} busy={out.way === 'pdf'} onClick={() => out.begin('pdf')}>PDF</Button>}
          <Button kind="primary" keys="mod+p" icon={<IconPrinter {...icon} />} busy={out.way === 'print'} onClick={() => out.begin('print')}>{t('reports.print')}</Button>
        </>
      }
    >
      <div className={classes.page}>
        <Filters ask={ask} today={today} fyStartMonth={fyStartMonth} />
        {error !== null && error.code !== 'CANCELLED' && <Problem alert>{sentence(error)}</Problem>}
        {error !== null && error.code === 'CANCELLED' && <p className={classes.given}>{t('reports.givenUp')} <Button size="dense" onClick={run.reload}>{t('common.tryAgain')}</Button></p>}
        {running && <Working text={t('reports.working')} progress={run.progress} onCancel={run.cancel} />}
        {out.progress !== null && <Working text={t(out.way === 'print' ? 'reports.preparing' : 'reports.writing')} progress={out.progress} onCancel={out.cancel} />}
        {table !== null && table.sections.length === 0 && !running && <section className="card"><Empty icon={IconChartBar} title={t('reports.nothing')} text={t('reports.nothingText')} /></section>}
        {table !== null && <ReportTables table={table} onOpen={(row, name) => openRow(ask, row, name)} />}
      </div>
    </Screen>
  );
}

function Filters({ ask, today, fyStartMonth }: { ask: ReportAsk; today: string; fyStartMonth: number }) {
  const t = useT();
  const change = (more: Partial<ReportAsk>) => {
    const next = { ...ask, ...more };
    // One end pulled past the other takes it along.
    if (next.from > next.to) Object.assign(next, more.from === undefined ? { from: next.to } : { to: next.from });
    replaceRoute({ screen: 'report', report: ask.report, ask: next });
  };
  if (ask.report === 'ageing') {
    return (
      <div className={classes.filters}>
        <DateField aria-label={t('reports.asOf')} className={classes.date ?? ''} value={ask.to} onChange={(to) => to !== null && replaceRoute({ screen: 'report', report: ask.report, ask: { ...ask, from: to, to } })} />
        <span className="q2">{t('reports.asOf')}</span>
      </div>
    );
  }
  const preset = presetOf(ask, today, fyStartMonth) ?? 'own';
  return (
    <div className={classes.filters}>
      {ask.report === 'statement' && <CustomerPick value={ask.customerId} onPick={(customerId) => change({ customerId })} />}
      <Select
        className={classes.select ?? ''} aria-label={t('reports.period')} value={preset} allowDeselect={false}
        data={[...PRESETS.map((one) => ({ value: one, label: t(`reports.preset.${one}`) })), { value: 'own', label: t('reports.preset.own') }]}
        onChange={(value) => {
          const one = PRESETS.find((known) => known === value);
          if (one) change(presetPeriod(one, today, fyStartMonth));
        }}
      />
      <DateField aria-label={t('reports.from')} className={classes.date ?? ''} value={ask.from} onChange={(from) => from !== null && change({ from })} />
      <span className="q2">{t('reports.until')}</span>
      <DateField aria-label={t('reports.to')} className={classes.date ?? ''} value={ask.to} onChange={(to) => to !== null && change({ to })} />
      {ask.report === 'tax' && (
        <BasisPick basis={ask.basis} onPick={(basis) => change({ basis })} />
      )}
      {ask.report === 'salesPeriod' && (
        <Select
          className={classes.select ?? ''} aria-label={t('reports.step')} value={ask.by} allowDeselect={false} data={STEPS.map((by) => ({ value: by, label: t(`reports.by.${by}`) }))}
          onChange={(value) => change({ by: STEPS.find((by) => by === value) ?? 'month' })}
        />
      )}
    </div>
  );
}

const BASES = ['paid', 'issue', 'supply'] as const;

/** By payment only in books where tax falls due that way. */
function BasisPick({ basis, onPick }: { basis: ReportAsk['basis']; onPick: (basis: ReportAsk['basis']) => void }) {
  const t = useT();
  const { basis: words } = reportWordsOf(langOf(language()));
  const state = useLoad(() => call(api().taxDue.get()), 'taxDue');
  useChanged(['business'], state.reload);
  const cash = state.value?.choices.some(({ due }) => due === 'paid') === true;
  return (
    <Select
      className={classes.basis ?? ''} aria-label={t('reports.basis')} value={basis === 'due' ? (cash ? 'paid' : 'issue') : basis} allowDeselect={false}
      data={BASES.filter((one) => one !== 'paid' || cash || basis === 'paid').map((one) => ({ value: one, label: words[one] }))} onChange={(value) => onPick(BASES.find((one) => one === value) ?? 'due')}
    />
  );
}

const STEPS: readonly ReportAsk['by'][] = ['day', 'month', 'quarter', 'year'];

/** A statement needs to know whose. */
function WhoseScreen({ ask }: { ask: ReportAsk }) {
  const t = useT();
  return (
    <Screen title={reportWordsOf(langOf(language())).title[ask.report]} crumb={crumbTo(t('reports.title'), () => go({ screen: 'reports' }))} keys={[{ keys: 'esc', does: t('common.back') }]}>
      <div className={classes.page}>
        <div className={classes.filters}><CustomerPick value={null} focus onPick={(customerId) => replaceRoute({ screen: 'report', report: ask.report, ask: { ...ask, customerId } })} /></div>
        <section className="card"><Empty icon={IconFileText} title={t('reports.whose')} text={t('reports.whoseText')} /></section>
      </div>
    </Screen>
  );
}

function BehindScreen({ ask, drill, name }: { ask: ReportAsk; drill: string; name: string }) {
  const t = useT();
  return (
    <Screen
      title={name} crumb={crumbTo(reportWordsOf(langOf(language())).title[ask.report], back)}
      keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('common.open') }, { keys: 'esc', does: t('common.back') }]}
    >
      <Behind ask={ask} drill={drill} name={name} />
    </Screen>
  );
}
