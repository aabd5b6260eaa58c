// What the job process does for reports: long tables, files, and pages ready for the printer, so that the main process never stands still for one. Called by main/job.ts and tests.
import { createElement } from 'react';
import { AppError } from '../../contract/errors.ts';
import type { ReportAsk, ReportDocuments, ReportFormat, ReportTable } from '../../contract/reports.ts';
import type { Lang } from '../../domain/lang.ts';
import type { PaperSize } from '../../paper/paperSize.ts';
import { paperSize } from '../../paper/paperSize.ts';
import { ReportPage } from '../../paper/ReportPage.tsx';
import { reportWordsOf } from '../../paper/reportWords.ts';
import type { JobHooks } from '../import/hooks.ts';
import { finishPdf, pageCount, type PdfAbout } from '../print/finish.ts';
import { pageFrom } from '../print/markup.ts';
import type { PrintPage } from '../print/pages.ts';
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
  | { name: 'reportFile'; ask: ReportAsk; format: Exclude<ReportFormat, 'pdf'>; language: Lang }
  | { name: 'reportPage'; ask: ReportAsk; language: Lang }
  | { name: 'reportSheets'; pdf: Uint8Array }
  | { name: 'reportFinish'; pdf: Uint8Array; about: PdfAbout; feet: Uint8Array };

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

/** Errors: REPORT_TOO_LONG for a page of more rows than paper should hold. */
export async function reportWork(ctx: Ctx, task: ReportTask, hooks: JobHooks): Promise<ReportTable | ReportDocuments | Uint8Array | ReportPrint | number> {
  if (task.name === 'reportSheets') return pageCount(task.pdf);
  if (task.name === 'reportFinish') return finishPdf(task.pdf, task.about, task.feet);
  if (task.name === 'reportDocuments') return reportDocuments(ctx, task);
  const table = reportTable(ctx, task.ask, (done, total) => hooks.onProgress?.({ stage: 'reading', done, total }));
  switch (task.name) {
    case 'report':
      return shortened(table);
    case 'reportFile':
      return task.format === 'csv' ? Buffer.from(reportCsv(table, task.language), 'utf8') : reportXlsx(table, task.language);
    case 'reportPage':
      // A statement is read by the customer: in their language, whatever the window's.
      return printable(ctx, table, task.ask.report === 'statement' ? statementOf(ctx, task.ask).language : task.language);
  }
}

async function printable(ctx: Ctx, table: ReportTable, language: Lang): Promise<ReportPrint> {
  const rows = table.sections.reduce((n, section) => n + section.rows.length, 0);
  if (rows > MOST_PRINTED) throw new AppError('REPORT_TOO_LONG', { params: { rows, most: MOST_PRINTED } });
  const { country } = found(readBusiness(ctx.db));
  const title = reportWordsOf(language).title[table.ask.report];
  const page = await pageFrom(title, language, createElement(ReportPage, { table, lang: language, country }));
  return { page, title, business: table.business, language, size: paperSize(country), date: table.ask.to, rows };
}
