// Gives the PDF queue its invoices while the books are open: pending ones from the database, drawn from the frozen snapshot, stored once.
// What draws is loaded at the first page: it is two thirds of main's code, and no start should wait for it.
import { AppError } from '../../contract/errors.ts';
import type { Snapshot } from '../../contract/invoices.ts';
import type { Printer } from '../print/printer.ts';
import { type PdfQueue, startPdfQueue } from '../print/queue.ts';
import { readLogo } from '../repo/business.ts';
import { pdfState, pendingPdfs } from '../repo/pdf.ts';
import { snapshotOf, storePdf } from '../service/invoices.ts';
import type { Session } from '../vault/session.ts';
import type { House } from './house.ts';
import { serviceContext } from './serviceContext.ts';

export interface PdfWorker {
  start(session: Session): void;
  /** Resolves when nothing is drawn or stored any more. */
  stop(): Promise<void>;
  /** An invoice was issued. */
  wake(): void;
  /** Sees to it that this invoice's PDF is stored. @throws AppError PDF_PENDING, PRINT_FAILED */
  make(id: string): Promise<void>;
  /** Sends an issued invoice to the printer through the system's dialog; false when it was closed. */
  print(id: string): Promise<boolean>;
}

interface Drawing {
  snapshot: Snapshot;
  logo: Uint8Array | null;
}

/** `house` is asked late, since the house holds this worker. */
export function pdfWorker(house: () => House): PdfWorker {
  let queue: PdfQueue | null = null;
  let open: Session | null = null;
  /** The printer for as long as these books are open: a page of several drawings must not end in a window after the lock. */
  const printerOf = (opened: Session): Printer => {
    const { printer } = house();
    const check = (): void => {
      if (open !== opened || opened.closed) throw new AppError('LOCKED');
    };
    return {
      pdf: async (page, sheet) => (check(), printer.pdf(page, sheet)),
      paper: async (page, sheet) => (check(), printer.paper(page, sheet)),
      close: () => printer.close(),
    };
  };
  const session = (): Session => {
    if (!open || open.closed) throw new AppError('LOCKED');
    return open;
  };
  const load = (id: string): Drawing => {
    const ctx = serviceContext(session());
    const snapshot = snapshotOf(ctx, id);
    return { snapshot, logo: snapshot.seller.logo === null ? null : (readLogo(ctx.db, snapshot.seller.logo) ?? null) };
  };
  return {
    start(opened) {
      open = opened;
      if (opened.readOnly) return; // nothing can be stored; reading works
      queue = startPdfQueue<Drawing>({
        // while an import holds the write lock nothing could be stored: come again when it is done
        pending: () => (opened.closed || house().gate.held ? [] : pendingPdfs(opened.db, 20)),
        load,
        draw: async ({ snapshot, logo }) => {
          const { invoicePdf } = await import('../print/invoicePdf.ts');
          const bytes = await invoicePdf(printerOf(opened), snapshot, logo);
          await house().gate.pass(); // storing now would make the main thread wait for an import
          return bytes;
        },
        store: (id, bytes) => {
          storePdf(serviceContext(session()), id, bytes);
          house().send({ type: 'changed', what: 'pdfs' });
        },
        failed: (_id, error) => void house().log.failure('pdf', error),
      });
    },
    async stop() {
      const running = queue;
      queue = null;
      open = null;
      house().printer.close();
      await running?.stop();
    },
    wake: () => queue?.wake(),
    async make(id) {
      if (pdfState(session().db, id)) return;
      await house().gate.pass();
      if (!(await queue?.now(id))) throw new AppError('PDF_PENDING');
    },
    print: async (id) => {
      const { snapshot, logo } = load(id);
      const { printInvoice } = await import('../print/invoicePdf.ts');
      return printInvoice(printerOf(session()), snapshot, logo);
    },
  };
}
