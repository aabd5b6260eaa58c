// From an issued document back to a draft: the same lines, prices, discounts and texts. Called by the services that duplicate, convert and reissue.
import type { DraftBody, Snapshot } from '../../contract/invoices.ts';
import { addDays, daysBetween } from '../../domain/date.ts';
import { readBusiness } from '../repo/business.ts';
import { readCustomer } from '../repo/customers.ts';
import type { DocumentHead } from '../repo/documents.ts';
import { depositLineCount } from '../repo/sources.ts';
import { allTaxes } from '../repo/taxes.ts';
import type { Ctx } from './context.ts';
import { found } from './problems.ts';

/** Taxes that are gone are left out, a foreign rate is asked for anew (T35), and of a final invoice the deposits taken off stay behind: they are one invoice's alone. */
export function copyOf(ctx: Ctx, head: DocumentHead, snapshot: Snapshot, today: string): DraftBody {
  const taxIds = taxesOn(ctx, snapshot);
  const own = snapshot.lines.length - depositLineCount(ctx.db, head.rid);
  // The language is only written into the draft where it is not what the customer gets anyway.
  const usual = readCustomer(ctx.db, head.customerId)?.language ?? found(readBusiness(ctx.db)).language;
  const { kind, validUntil } = snapshot;
  return {
    ...(kind !== 'credit-note' && kind !== 'invoice' && { kind: kind === 'final-invoice' ? 'invoice' : kind }),
    ...(validUntil !== null && { validUntil: addDays(today, Math.max(0, daysBetween(snapshot.issueDate, validUntil))) }),
    customerId: head.customerId,
    seriesId: null,
    issueDate: today,
    dueDate: null,
    terms: snapshot.terms,
    supplyDate: null,
    reference: '',
    subject: snapshot.subject,
    note: snapshot.note,
    currency: snapshot.currency,
    rate: '',
    language: usual === snapshot.language ? null : snapshot.language,
    pricesIncludeTax: snapshot.pricesIncludeTax,
    lines: snapshot.lines.slice(0, own).map((line) => ({
      itemId: line.itemId,
      description: line.description,
      detail: line.detail,
      quantity: line.quantity,
      unit: line.unit,
      unitPrice: line.unitPrice,
      per: line.per,
      adjustments: line.adjustments.map(typed),
      taxIds: taxIds(line.taxes),
    })),
    adjustments: snapshot.adjustments.map((a) => ({
      // what was typed: with prices that include tax the amount is the one without
      ...typed({ ...a, amount: a.entered }),
      taxIds: a.taxes === null ? null : taxIds(a.taxes),
      afterTax: a.afterTax,
    })),
  };
}

/** The taxes at some positions of a snapshot, those that are still offered. */
export function taxesOn(ctx: Ctx, snapshot: Snapshot): (positions: readonly number[]) => string[] {
  const offered = new Set(allTaxes(ctx.db).flatMap((tax) => (tax.archived ? [] : [tax.id])));
  return (positions) => positions.flatMap((position) => snapshot.taxes[position]?.component.id ?? []).filter((taxId) => offered.has(taxId));
}

function typed({ kind, percent, amount, reason }: Snapshot['lines'][number]['adjustments'][number]) {
  return { kind, percent, amount: percent === null ? amount : null, reason };
}
