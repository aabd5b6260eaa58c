// A report as a PDF, put together in the job process, or on the real printer. Called by main/report, main/export and main/ipc.
import { reportWordsOf } from '../../paper/reportWords.ts';
import type { ReportPrint } from '../report/work.ts';
import { feetPage, feetSheet, onPaper, type Foot } from './feet.ts';
import { finishPdf, pageCount } from './finish.ts';
import type { Draw, Printer, Sheet } from './printer.ts';

const MARGINS = { top: 56, bottom: 84, inline: 56 } as const;
const FONTS = ['BillfoldSerif-SemiBold', 'Inter-Regular'];

/** Tagged, fonts embedded, a foot on every sheet. @throws AppError PRINT_FAILED */
export async function reportPdf(draw: Draw, report: ReportPrint): Promise<Uint8Array> {
  const drawn = await draw(report.page, sheetOf(report));
  const feet = await draw(await feetPage(footOf(report), await pageCount(drawn)), feetSheet(report.size, MARGINS.inline));
  const { title, business: author, language: lang, date } = report;
  return finishPdf(drawn, { title, author, subject: '', lang, date, fonts: FONTS }, feet);
}

/** Opens the print dialog. False when it is closed. @throws AppError PRINT_FAILED */
export async function printReport(printer: Printer, report: ReportPrint): Promise<boolean> {
  return printer.paper({ ...report.page, css: report.page.css + onPaper(footOf(report)) }, sheetOf(report));
}

function sheetOf({ size }: ReportPrint): Sheet {
  return { size, margins: MARGINS, tagged: true };
}

function footOf({ business, title, language }: ReportPrint): Foot {
  return { lang: language, text: `${business} · ${title}`, page: reportWordsOf(language).page };
}
