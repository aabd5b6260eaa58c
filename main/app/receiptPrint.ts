// The PDF of an issued receipt: the stored one, else drawn from the frozen words and stored. Called by the payments' handlers.
import { receiptPdf } from '../print/receiptPdf.ts';
import { readLogo } from '../repo/business.ts';
import { loadReceipt, storeReceiptPdf } from '../service/receipt.ts';
import type { House } from './house.ts';
import { serviceContext } from './serviceContext.ts';
import type { Session } from '../vault/session.ts';

/** NOT_FOUND while the payment has no receipt; DB_DAMAGED, PRINT_FAILED. Books that cannot be written to get a drawing that is not kept. */
export async function receiptBytes(house: House, session: Session, paymentId: string): Promise<{ bytes: Buffer; number: string }> {
  const ctx = serviceContext(session);
  const { receipt, voidedOn, pdf } = loadReceipt(ctx, paymentId);
  if (pdf !== null) return { bytes: pdf, number: receipt.number };
  const logo = receipt.seller.logo === null ? null : (readLogo(ctx.db, receipt.seller.logo) ?? null);
  const drawn = await receiptPdf(house.printer, { receipt, voidedOn }, logo);
  if (session.readOnly) return { bytes: drawn, number: receipt.number };
  await house.gate.pass(); // storing now would make the main thread wait for an import
  return { bytes: storeReceiptPdf(serviceContext(session), paymentId, drawn, voidedOn), number: receipt.number };
}
