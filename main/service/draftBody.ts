// From a draft's body to what it will say and cost, with everything it names looked up. Called by the drafts and the issuing service.
import type { DraftBody, Snapshot } from '../../contract/invoices.ts';
import type { Profile } from '../../contract/business.ts';
import { type BuiltSnapshot, type SnapshotInput, buildSnapshot, documentLanguage, originOf } from '../../domain/snapshot.ts';
import { type DueFrom, taxDueOn } from '../../domain/taxDue.ts';
import { depositLabel } from '../../paper/depositLabel.ts';
import { readBusiness } from '../repo/business.ts';
import { taxDueChoices } from '../repo/cashTax.ts';
import { readCustomer, type StoredCustomer } from '../repo/customers.ts';
import type { DraftHeading } from '../repo/drafts.ts';
import { findDocument, type DocumentHead } from '../repo/documents.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { allTaxes, type StoredTax } from '../repo/taxes.ts';
import { searchWords } from '../repo/words.ts';
import type { Ctx } from './context.ts';
import { found } from './problems.ts';

/** A document as it was issued. */
export interface Issued {
  rid: number;
  id: string;
  head: DocumentHead;
  snapshot: Snapshot;
}
export interface LookedUp {
  business: Profile;
  customer: StoredCustomer | null;
  taxes: StoredTax[];
  /** The documents it is made from. */
  sources: Issued[];
  /** The deposit invoices a final invoice takes off, as they were issued. */
  deposits: Issued[];
  taxDue: readonly DueFrom[];
}

/** What a body names: business, customer (null when none is chosen or it is gone) and taxes. */
export function lookUp(ctx: Ctx, body: DraftBody): LookedUp {
  const customer = body.customerId === null ? undefined : readCustomer(ctx.db, body.customerId);
  const sources = (body.sources ?? []).flatMap(({ id }) => issued(ctx, id) ?? []);
  const deposits = (body.deposits ?? []).flatMap((id) => issued(ctx, id) ?? []);
  return { business: found(readBusiness(ctx.db)), customer: customer ?? null, taxes: allTaxes(ctx.db), sources, deposits, taxDue: taxDueChoices(ctx.db) };
}

function issued(ctx: Ctx, id: string): Issued | undefined {
  const head = findDocument(ctx.db, id);
  const snapshot = head && readSnapshot(ctx.db, head.rid);
  return head && snapshot && { rid: head.rid, id, head, snapshot };
}

/** The document as it stands; `numbering` says what is known of its number. */
export function build(
  body: DraftBody,
  { business, customer, taxes, sources, deposits, taxDue }: LookedUp,
  numbering: Pick<SnapshotInput, 'number' | 'numberRules' | 'lastIssuedDate' | 'closedThrough'>,
): BuiltSnapshot {
  return buildSnapshot({
    draft: body, customer, business, taxRates: taxes, taxDue: taxDueOn(taxDue, body.issueDate), ...numbering,
    origins: new Map(sources.map(({ id, snapshot }) => [id, originOf(snapshot)])),
    deposits: deposits.map(({ snapshot }) => ({ snapshot, label: depositLabel(snapshot, documentLanguage(body, customer, business)) })),
  });
}

/** What lists show of a draft. No total while nothing can be computed from what was typed. */
export function headingOf(body: DraftBody, looked: LookedUp): DraftHeading {
  const { snapshot } = build(body, looked, { number: '' });
  const words = searchWords(looked.customer?.name ?? '', body.subject, body.reference, ...body.lines.map((line) => line.description));
  return { customerRid: looked.customer?.rid ?? null, sourceRid: looked.sources[0]?.rid ?? null, total: snapshot.lines.length === 0 ? null : snapshot.totals.payable, words };
}
