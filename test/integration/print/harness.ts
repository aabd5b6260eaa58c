// A small Electron program for print.test.ts, no part of the app: draws the jobs of a JSON file with the real print room and writes PDFs and figures.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrowserWindow, app } from 'electron';
import type { ReminderLetter } from '../../../contract/reminders.ts';
import type { ReportTable } from '../../../contract/reports.ts';
import type { Snapshot } from '../../../contract/invoices.ts';
import { createElement } from 'react';
import { registerScheme } from '../../../main/app/protocol.ts';
import { invoicePdf } from '../../../main/print/invoicePdf.ts';
import { type KitContent, kitPdf } from '../../../main/print/kitPdf.ts';
import { pageFrom } from '../../../main/print/markup.ts';
import { reportPdf } from '../../../main/print/reportPdf.ts';
import { dayClosePdf } from '../../../main/print/dayClosePdf.ts';
import type { DayClose } from '../../../main/service/dayClose.ts';
import { LogPage, type LogPageProps } from '../../../paper/LogPage.tsx';
import { ReportPage } from '../../../paper/ReportPage.tsx';
import { reminderLetterPdf } from '../../../main/print/reminderPdf.ts';
import type { PrintPage } from '../../../main/print/pages.ts';
import { type Printer, openPrinter } from '../../../main/print/printer.ts';

export interface PrintJob {
  name: string;
  invoice?: Snapshot;
  /** PNG, base64. */
  logo?: string;
  kit?: KitContent;
  reminder?: ReminderLetter;
  report?: ReportTable;
  log?: LogPageProps;
  day?: DayClose;
  /** A page as it stands, to see what the window lets it do. */
  page?: PrintPage;
  /** Draws it so often; the last time counts. */
  times?: number;
  /** Kills the window's renderer before the page, or while it is being drawn. */
  crash?: 'before' | 'during';
}

export interface PrintReport {
  jobs: Record<string, { bytes: number; ms: number }>;
  preferences: Record<string, unknown>;
  windowsAfterClose: number;
  /** What came of two pages asked for just before the printer was closed. */
  afterClose: string[];
}

registerScheme();
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const folder = process.env['PRINT_FOLDER'] ?? '';
app.setPath('userData', join(folder, 'user'));

const A4 = { size: 'A4', margins: { top: 60, bottom: 60, inline: 60 }, tagged: true } as const;

async function drawReport(printer: Printer, table: ReportTable): Promise<Buffer> {
  const [title, lang] = ['Report', 'en'] as const;
  const page = await pageFrom(title, lang, createElement(ReportPage, { table, lang, country: 'IE' }));
  return Buffer.from(await reportPdf((drawn, sheet) => printer.pdf(drawn, sheet), { page, title, business: table.business, language: lang, size: 'A4', date: table.ask.to, rows: 1 }));
}

function draw(printer: Printer, { invoice, logo, kit, page, reminder, report, log, day }: PrintJob): Promise<Buffer> {
  if (report !== undefined) return drawReport(printer, report);
  if (log !== undefined) return pageFrom('Log', log.lang, createElement(LogPage, log)).then((drawn) => printer.pdf(drawn, A4));
  if (day !== undefined) return dayClosePdf(printer, day, 'en').then((bytes) => Buffer.from(bytes));
  if (kit !== undefined) return kitPdf(printer, kit);
  if (page !== undefined) return printer.pdf(page, A4);
  if (reminder !== undefined) return reminderLetterPdf(printer, reminder, null);
  if (invoice === undefined) throw new Error('a job is an invoice, a kit or a page');
  return invoicePdf(printer, invoice, logo === undefined ? null : Buffer.from(logo, 'base64'));
}

function crashRenderer(): void {
  for (const win of BrowserWindow.getAllWindows()) win.webContents.forcefullyCrashRenderer();
}

function preferencesOf(win: BrowserWindow | undefined): Record<string, unknown> {
  const contents: unknown = win?.webContents;
  // Not in Electron's types, but what every window answers (H01).
  if (typeof contents !== 'object' || contents === null || !('getLastWebPreferences' in contents) || typeof contents.getLastWebPreferences !== 'function') return {};
  const { session: _session, ...preferences } = contents.getLastWebPreferences();
  return preferences;
}

async function run(): Promise<void> {
  const jobs: PrintJob[] = JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8'));
  const printer = openPrinter();
  const report: PrintReport = { jobs: {}, preferences: {}, windowsAfterClose: -1, afterClose: [] };
  mkdirSync(join(folder, 'out'), { recursive: true });
  for (const job of jobs) {
    for (let turn = 0; turn < (job.times ?? 1); turn += 1) {
      if (job.crash === 'before') crashRenderer();
      const start = performance.now();
      const drawing = draw(printer, job);
      if (job.crash === 'during') setTimeout(crashRenderer, 20);
      const bytes = await drawing;
      report.jobs[job.name] = { bytes: bytes.length, ms: Math.round(performance.now() - start) };
      writeFileSync(join(folder, 'out', `${job.name}${turn === 0 ? '' : `.${turn}`}.pdf`), bytes);
    }
  }
  report.preferences = preferencesOf(BrowserWindow.getAllWindows()[0]);
  const asked = jobs.slice(0, 2).map((job) => draw(printer, job));
  setTimeout(() => printer.close(), 5);
  report.afterClose = (await Promise.allSettled(asked)).map((one) => (one.status === 'fulfilled' ? 'drawn' : String(one.reason)));
  await new Promise((resolve) => setTimeout(resolve, 200));
  report.windowsAfterClose = BrowserWindow.getAllWindows().length;
  writeFileSync(join(folder, 'report.json'), JSON.stringify(report));
}

// The app ends with its last window, or else this program would close when the printer drops its own.
app.on('window-all-closed', () => undefined);
app.whenReady().then(run).then(
  () => app.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    app.exit(1);
  },
);
