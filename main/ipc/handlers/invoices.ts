// invoices.*: issuing and reading through services; the frozen PDF to a place the person chooses, or to the printer.
import { AppError } from '../../../contract/errors.ts';
import type { House } from '../../app/house.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { saveFile } from '../../files/dialogs.ts';
import { fileNameFor } from '../../files/place.ts';
import { invoicesCredit, invoicesCreditLeft } from '../../service/credit.ts';
import { invoicesCounts, invoicesDuplicate, invoicesGet, invoicesList, invoicesProve, loadPdf, refuseErasedDocument } from '../../service/invoices.ts';
import { invoicesIssue } from '../../service/issue.ts';

import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { openSession } from './session.ts';

type Names = Extract<keyof Handlers, `invoices.${string}`>;

export function invoiceHandlers(house: House): Pick<Handlers, Names> {
  const issue = writing(house, 'invoices', invoicesIssue);
  const credit = writing(house, 'invoices', invoicesCredit);
  /** The stored bytes, made at once when the queue has not come to it yet. */
  const pdf = async (id: string): Promise<{ bytes: Buffer; number: string }> => {
    refuseErasedDocument(serviceContext(openSession(house)), id);
    await house.pdfs.make(id);
    return loadPdf(serviceContext(openSession(house)), id);
  };
  return {
    'invoices.issue': (input) => {
      const issued = issue(input);
      house.pdfs.wake();
      return issued;
    },
    'invoices.credit': (input) => {
      const credited = credit(input);
      house.pdfs.wake();
      return credited;
    },
    'invoices.creditLeft': reading(house, invoicesCreditLeft),
    'invoices.list': reading(house, invoicesList),
    'invoices.counts': reading(house, invoicesCounts),
    'invoices.get': (input) => {
      const view = invoicesGet(serviceContext(openSession(house)), input);
      // Thousands may come with one import: the page of each is drawn when somebody first looks at it.
      if (view.pdf.state === 'pending' && view.history[0]?.action === 'invoice.import') house.pdfs.make(input.id).catch((error: unknown) => void house.log.failure('pdf', error));
      return view;
    },
    'invoices.duplicate': writing(house, 'drafts', invoicesDuplicate),
    'invoices.savePdf': async ({ id }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const { bytes, number } = await pdf(id);
      const saved = await saveFile(house.window, `${fileNameFor(number)}.pdf`, [{ name: 'PDF', extensions: ['pdf'] }], bytes, house.paths.userData);
      return { saved };
    },
    'invoices.print': async ({ id }) => ({ printed: await house.pdfs.print(id) }),
    'invoices.prove': reading(house, invoicesProve),
  };
}
