// Turns pages into PDFs and sends them to the real printer, one at a time, in one hidden window that is made when needed. Called by invoicePdf, kitPdf and main/app.
import type { BrowserWindow, PrintToPDFOptions } from 'electron';
import { AppError } from '../../contract/errors.ts';
import type { PaperSize } from '../../paper/paperSize.ts';
import { type PrintPage, printPages } from './pages.ts';
import { printWindow } from './window.ts';

/** CSS pixels. */
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly inline: number;
}

export interface Sheet {
  readonly size: PaperSize;
  readonly margins: Margins;
  /** False for what is laid over another PDF: its marks would clash with that one's. */
  readonly tagged: boolean;
}

/** Draws one page, wherever the window that does it is. @throws AppError PRINT_FAILED */
export type Draw = (page: PrintPage, sheet: Sheet) => Promise<Uint8Array>;

export interface Printer {
  /** @throws AppError PRINT_FAILED when the window dies twice or takes too long */
  pdf(page: PrintPage, sheet: Sheet): Promise<Buffer>;
  /** Shows the system's print dialog. False when the person closes it. @throws AppError PRINT_FAILED */
  paper(page: PrintPage, sheet: Sheet): Promise<boolean>;
  /** Drops the window and everything it showed: on lock and at the end. A page being drawn fails, and so do those that wait. */
  close(): void;
}

const PX_PER_INCH = 96;
const LOAD_MS = 20_000;
const PDF_MS = 60_000;
/** A dialog may stay open over lunch. */
const PAPER_MS = 3_600_000;
/** The window holds the last page; it goes when nothing is printed for a while. */
const IDLE_MS = 30_000;

export function openPrinter(): Printer {
  const pages = printPages();
  let win: BrowserWindow | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** Counts the closings: what was asked for before one is not drawn after it. */
  let closings = 0;

  const drop = (): void => {
    clearTimeout(idle);
    pages.clear();
    if (win !== null && !win.isDestroyed()) win.destroy();
    win = null;
  };
  const draw = async <T>(page: PrintPage, limit: number, work: (from: BrowserWindow) => Promise<T>): Promise<T> => {
    clearTimeout(idle);
    if (win === null || win.isDestroyed()) win = printWindow(pages);
    const from = win;
    try {
      await within(LOAD_MS, from, from.loadURL(pages.offer(page)));
      return await within(limit, from, work(from));
    } catch (error) {
      drop();
      throw error;
    } finally {
      clearTimeout(idle);
      idle = setTimeout(drop, IDLE_MS);
      idle.unref();
    }
  };
  /** One after the other, whatever came of the one before. A renderer that crashed is no verdict on the page: `tries` says how often to begin. */
  const next = <T>(page: PrintPage, limit: number, tries: number, work: (from: BrowserWindow) => Promise<T>): Promise<T> => {
    const asked = closings;
    const job = async (): Promise<T> => {
      for (let left = tries; left > 0 && asked === closings; left -= 1) {
        try {
          return await draw(page, limit, work);
        } catch {
          // the next try, or the one error below, answers for it
        }
      }
      throw new AppError('PRINT_FAILED');
    };
    const turn = last.then(job);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    pdf: (page, sheet) => next(page, PDF_MS, 2, (from) => from.webContents.printToPDF(pdfOptions(sheet))),
    paper: (page, sheet) => next(page, PAPER_MS, 1, (from) => toPaper(from, sheet)),
    close() {
      closings += 1;
      drop();
    },
  };
}

/** Fails when time is up or the window's renderer is gone: neither loadURL nor printToPDF settles then. */
function within<T>(ms: number, from: BrowserWindow, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const gone = (): void => reject(new Error('print window gone'));
    const timer = setTimeout(() => reject(new Error('print window slow')), ms);
    from.webContents.once('render-process-gone', gone);
    from.once('closed', gone);
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      if (from.isDestroyed()) return;
      from.webContents.off('render-process-gone', gone);
      from.off('closed', gone);
    });
  });
}

function pdfOptions({ size, margins, tagged }: Sheet): PrintToPDFOptions {
  const inches = (px: number): number => px / PX_PER_INCH;
  return {
    pageSize: size,
    printBackground: true,
    margins: { top: inches(margins.top), bottom: inches(margins.bottom), left: inches(margins.inline), right: inches(margins.inline) },
    generateTaggedPDF: tagged,
    generateDocumentOutline: false,
  };
}

function toPaper(from: BrowserWindow, { size, margins }: Sheet): Promise<boolean> {
  const { top, bottom, inline } = margins;
  return new Promise((resolve, reject) => {
    from.webContents.print(
      { silent: false, printBackground: true, pageSize: size, margins: { marginType: 'custom', top, bottom, left: inline, right: inline } },
      (printed, reason) => {
        if (printed) resolve(true);
        else if (/cancel/i.test(reason)) resolve(false);
        else reject(new Error('printing failed'));
      },
    );
  });
}
