// What the terms of an invoice allow or ask for beside its total: less for paying early, or in which parts. Drawn by InvoicePage only.
import type { Snapshot } from '../contract/invoices.ts';
import { earlyTermsOf } from '../domain/date.ts';
import { earlyDiscount, earlyUntil } from '../domain/earlyPayment.ts';
import { DomainError } from '../domain/error.ts';
import { partsOf } from '../domain/instalment.ts';
import { asksForMoney } from '../domain/lifecycle.ts';
import { minor } from '../domain/money.ts';
import type { PageFormat } from './format.ts';

/** Nothing for terms without either, as most are. */
export function Terms({ snapshot, format }: { readonly snapshot: Snapshot; readonly format: PageFormat }) {
  const { kind, totals } = snapshot;
  if (!asksForMoney(kind) || totals.payable <= 0) return null;
  const early = earlyLine(snapshot, format);
  const parts = instalments(snapshot);
  if (early === null && parts.length < 2) return null;
  return (
    <div className="paper-terms">
      {early}
      {parts.length < 2 ? null : (
        <>
          <div>{format.words.inParts(parts.length)}</div>
          <ol>
            {parts.map(({ due, amount }) => (
              <li key={due}>
                <span>{format.day(due)}</span> <span>{format.money(amount)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

/** What may be paid in parts: an invoice; a reminder of several has no terms of its own. */
export interface Parted {
  readonly terms?: Snapshot['terms'];
  readonly dueDate?: string | null;
  readonly totals: { readonly payable: number };
}

/** The parts something is to be paid in; one when it is to be paid at once. */
export function instalments({ terms = null, dueDate = null, totals }: Parted) {
  return partsOf(terms, dueDate, minor(totals.payable));
}

/** With the tax in the discount, as the law wants a lower tax to be announced. */
function earlyLine({ terms, issueDate, totals, taxes }: Snapshot, { words, day, money, decimal }: PageFormat) {
  const early = earlyTermsOf(terms);
  if (early === null) return null;
  try {
    const { discount, pay, tax } = earlyDiscount({ net: totals.net, gross: totals.gross, taxes }, minor(totals.payable), early);
    return <div>{words.early(decimal(early.percent), day(earlyUntil(issueDate, early)), money(pay), money(discount), tax === 0 ? null : money(tax))}</div>;
  } catch (failure) {
    if (failure instanceof DomainError) return null; // a draft with half-typed figures
    throw failure;
  }
}
