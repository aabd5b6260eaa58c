// What the job process does for reports: long tables, files, and pages ready for the printer, so that the main process never stands still for one. Called by main/job.ts and tests.
import { createElement } from 'react';
import { AppError } from '../../contract/errors.ts';
import type { ReportAsk, ReportDocuments, ReportFormat, ReportTable } from '../../contract/reports.ts';
import type { Lang } from '../../domain/lang.ts';
import type { PaperSize } from '../../paper/paperSize.ts';
import { paperSize } from '../../paper/paperSize.ts';
import { ReportPage } from '../../paper/ReportPage.tsx';
import { reportWordsOf } from '../../paper/reportWords.ts';
import { writeChunks } from '../files/write.ts';
import type { JobHooks } from '../import/hooks.ts';
import { pageFrom } from '../print/markup.ts';
import type { PrintPage } from '../print/pages.ts';
import type { Draw } from '../print/printer.ts';
import { reportPdf } from '../print/reportPdf.ts';
import { readBusiness } from '../repo/business.ts';
import type { Ctx } from '../service/context.ts';
import { found } from '../service/problems.ts';
import { statementOf } from '../service/reportStatement.ts';
import { type DocumentsAsk, reportDocuments, reportTable, shortened } from '../service/reports.ts';
import { reportCsv } from './csv.ts';
import { reportXlsx } from './xlsx.ts';

export type ReportTask =
  | { name: 'report'; ask: ReportAsk }
  | ({ name: 'reportDocuments' } & DocumentsAsk)
  | { name: 'reportFile'; ask: ReportAsk; format: ReportFormat; language: Lang; target: string; part: string }
  | { name: 'reportPage'; ask: ReportAsk; language: Lang };

/** A report ready to be drawn. */
export interface ReportPrint {
  readonly page: PrintPage;
  readonly title: string;
  readonly business: string;
  readonly language: Lang;
  readonly size: PaperSize;
  /** Last day of the report: the date of the PDF. */
  readonly date: string;
  readonly rows: number;
}

/** More rows than these are some hundred sheets: nobody reads them, and drawing them takes minutes. */
export const MOST_PRINTED = 5000;

export function isReportTask(task: { name: string }): task is ReportTask {
  return task.name.startsWith('report');
}

/** A file in hundredths: adding up, then for a PDF drawing its sheets, and the rest. */
const [ADDED, DRAWN, WHOLE] = [30, 80, 100];

/** Errors: REPORT_TOO_LONG for a page of more rows than paper should hold; those of writing. */
export async function reportWork(ctx: Ctx, task: ReportTask, hooks: JobHooks, draw: Draw): Promise<ReportTable | ReportDocuments | ReportPrint | null> {
  if (task.name === 'reportDocuments') return reportDocuments(ctx, task);
  if (task.name === 'reportFile') return reportFile(ctx, task, hooks, draw);
  const table = reportTable(ctx, task.ask, (done, total) => hooks.onProgress?.({ stage: 'reading', done, total }));
  return task.name === 'report' ? shortened(table) : printable(ctx, table, task.language);
}

async function reportFile(ctx: Ctx, { ask, format, language, target, part }: Extract<ReportTask, { name: 'reportFile' }>, hooks: JobHooks, draw: Draw): Promise<null> {
  const at = (done: number, stage: 'reading' | 'drawing' | 'writing'): void => hooks.onProgress?.({ stage, done, total: WHOLE });
  at(0, 'reading');
  const table = reportTable(ctx, ask, (done, total) => at(Math.floor((done * ADDED) / Math.max(1, total)), 'reading'));
  at(ADDED, format === 'pdf' ? 'drawing' : 'writing');
  const drawing: Draw = async (page, sheet) => {
    const pdf = await draw(page, sheet);
    at(DRAWN, 'writing');
    return pdf;
  };
  const bytes = format === 'pdf' ? await reportPdf(drawing, await printable(ctx, table, language)) : fileOf(table, format, language);
  writeChunks(target, part, [bytes]);
  return null;
}

function fileOf(table: ReportTable, format: Exclude<ReportFormat, 'pdf'>, language: Lang): Buffer {
  return format === 'csv' ? Buffer.from(reportCsv(table, language), 'utf8') : reportXlsx(table, language);
}

async function printable(ctx: Ctx, table: ReportTable, asked: Lang): Promise<ReportPrint> {
  // A statement is read by the customer: in their language, whatever the window's.
  const language = table.ask.report === 'statement' ? statementOf(ctx, table.ask).language : asked;
  const rows = table.sections.reduce((n, section) => n + section.rows.length, 0);
  if (rows > MOST_PRINTED) throw new AppError('REPORT_TOO_LONG', { params: { rows, most: MOST_PRINTED } });
  const { country } = found(readBusiness(ctx.db));
  const title = reportWordsOf(language).title[table.ask.report];
  const page = await pageFrom(title, language, createElement(ReportPage, { table, lang: language, country }));
  return { page, title, business: table.business, language, size: paperSize(country), date: table.ask.to, rows };
}
