// A report as a PDF or on the real printer, from a page that the job process made ready. Called by main/ipc.
import { reportWordsOf } from '../../paper/reportWords.ts';
import type { ReportPrint } from '../report/work.ts';
import { feetPage, feetSheet, onPaper, type Foot } from './feet.ts';
import { finishPdf, pageCount, type PdfAbout } from './finish.ts';
import type { Printer, Sheet } from './printer.ts';

const MARGINS = { top: 56, bottom: 84, inline: 56 } as const;
const FONTS = ['BillfoldSerif-SemiBold', 'Inter-Regular'];

/** Who takes a PDF apart and puts it together again: here while it is small, the job process for what would hold up the window. */
export interface Finisher {
  pages(pdf: Uint8Array): Promise<number>;
  finish(pdf: Uint8Array, about: PdfAbout, feet: Uint8Array): Promise<Uint8Array>;
}
export const HERE: Finisher = { pages: pageCount, finish: finishPdf };
/** With more rows than these a report is some four sheets, and its marks for screen readers some thousand objects. */
export const FEW_ROWS = 120;

/** Tagged, fonts embedded, a foot on every sheet. @throws AppError PRINT_FAILED */
export async function reportPdf(printer: Printer, report: ReportPrint, finisher: Finisher): Promise<Uint8Array> {
  const drawn = await printer.pdf(report.page, sheetOf(report));
  const feet = await printer.pdf(await feetPage(footOf(report), await finisher.pages(drawn)), feetSheet(report.size, MARGINS.inline));
  const { title, business: author, language: lang, date } = report;
  return finisher.finish(drawn, { title, author, subject: '', lang, date, fonts: FONTS }, feet);
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
