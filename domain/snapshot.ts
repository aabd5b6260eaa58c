// From a draft to what the document will say, word for word: used by main when it issues and by the renderer's live page, so both always say the same (T28). Pure.
import { exponentOf } from './currency.ts';
import { type PaymentTerms, dueDate } from './date.ts';
import { formatDec, parseDec } from './decimal.ts';
import { type DocumentTotals, computeDocument } from './document.ts';
import { checkDocument } from './documentRules.ts';
import { type Buyer, type Draft, type Seller, type TaxRate, kindOf } from './draft.ts';
import { draftInput } from './draftInput.ts';
import { sourcesUsed } from './draftSources.ts';
import { DomainError } from './error.ts';
import { type IssuedDeposit, lessDeposits } from './finalDraft.ts';
import { checkValidity, matters } from './kindRules.ts';
import { type Lang } from './lang.ts';
import { asksForMoney } from './lifecycle.ts';
import { type Minor, convert } from './money.ts';
import type { NumberRules } from './numbering.ts';
import { type Problem, error } from './problem.ts';
import { contentOf, headOf } from './snapshotContent.ts';
import type { Snapshot, SnapshotOrigin, SnapshotParty, SnapshotSeller } from './snapshotShape.ts';
import { usualSupplyDate } from './supplyDate.ts';
import { type TaxDue, taxDueSaid } from './taxDue.ts';

export type { Snapshot } from './snapshotShape.ts';

/** Layout and wording of the page, frozen with the document: a later template never changes an old invoice (T43). */
export const TEMPLATE = 'page-1';

export interface SnapshotInput {
  readonly draft: Draft;
  readonly customer: Buyer | null;
  readonly business: Seller;
  /** All of them, archived ones too: a draft may still name one. */
  readonly taxRates: readonly TaxRate[];
  /** The number to print; '' while there is none. */
  readonly number: string;
  readonly numberRules?: NumberRules;
  /** Newest issue date of the series (T44); leave it out where it does not matter. */
  readonly lastIssuedDate?: string | null;
  /** What the draft was made from, as the page names it, by id. */
  readonly origins?: ReadonlyMap<string, SnapshotOrigin>;
  /** The deposit invoices a final invoice takes off. */
  readonly deposits?: readonly IssuedDeposit[];
  /** When tax falls due that is invoiced on its day; left out: with the invoice. */
  readonly taxDue?: TaxDue;
  /** The last closed day; leave it out where it does not matter. */
  readonly closedThrough?: string | null;
  /** Default: the draft's language, else the customer's, else the business's. */
  readonly lang?: Lang;
  readonly template?: string;
}

export interface BuiltSnapshot {
  readonly snapshot: Snapshot;
  readonly totals: DocumentTotals;
  /** With paths into the draft: 'lines.2.quantity', 'customerId'; those of the business itself begin with 'seller.'. */
  readonly problems: readonly Problem[];
}

/**
 * Never throws on what a person can type: a half-typed draft gives a page with zeros in it, and the problems that stop it from being issued.
 * Lines nobody has begun are left out.
 */
export function buildSnapshot(given: SnapshotInput): BuiltSnapshot {
  const { draft, customer, business, number } = given;
  const read = draftInput(draft, business, given.taxRates);
  const kind = kindOf(draft);
  const { totals: own, failed } = computeSafely(read.input);
  const deposits = kind === 'final-invoice' ? (given.deposits ?? []) : [];
  const { input, totals, problems: refused } = lessDeposits(read.input, own, deposits);
  const terms = draft.terms ?? customer?.terms ?? business.terms;
  const due = asksForMoney(kind) ? (draft.dueDate ?? dueFrom(draft.issueDate, terms)) : null;
  const validUntil = kind === 'quote' ? (draft.validUntil ?? null) : null;
  const supplyDate = draft.supplyDate ?? (asksForMoney(kind) ? usualSupplyDate(business.country, draft.issueDate) : null);
  const context = {
    issueDate: draft.issueDate,
    dueDate: due,
    supplyDate,
    seller: business,
    buyer: customer,
    baseCurrency: business.currency,
    rate: draft.rate,
    lastIssuedDate: given.lastIssuedDate ?? null,
    closedThrough: asksForMoney(kind) ? (given.closedThrough ?? null) : null,
    backdating: business.backdating,
    number: number === '' ? null : number,
    numberRules: given.numberRules ?? 'plain',
    eInvoice: false,
  };
  const checked = checkDocument(read.asTyped, context).filter((problem) => matters(kind, problem));
  const named = checked.map((problem) => ({ ...problem, path: read.pathOf(problem.path) }));
  const typed = [...read.problems.filter((problem) => matters(kind, problem)), ...named, ...checkValidity(draft.issueDate, validUntil)];
  const rate = draft.currency === business.currency || draft.rate === '' ? null : formatDec(parseDec(draft.rate));
  const position = new Map(totals.taxes.map(({ component }, i) => [component.id, i]));
  const snapshot: Snapshot = {
    kind,
    ...(draft.part === true && kind === 'invoice' && { part: true as const }),
    ...taxDueSaid(kind, totals.taxes.map(({ component }) => component), given.taxDue ?? 'invoiced'),
    original: null,
    ...originsOf(draft, given.origins),
    deposits: deposits.map(({ snapshot: { number: deposit, issueDate } }) => ({ number: deposit, issueDate })),
    number,
    issueDate: draft.issueDate,
    validUntil,
    dueDate: due,
    supplyDate,
    terms: due !== null && draft.dueDate === null ? terms : null,
    reference: draft.reference,
    subject: draft.subject,
    note: draft.note,
    currency: draft.currency,
    rate,
    baseCurrency: business.currency,
    baseTotal: baseTotal(totals.payable, rate, draft.currency, business.currency),
    language: given.lang ?? documentLanguage(draft, customer, business),
    pricesIncludeTax: draft.pricesIncludeTax,
    taxRounding: read.input.taxRounding,
    seller: sellerOf(business),
    buyer: customer && buyerOf(customer),
    ...contentOf(read.lines, input, totals, (taxes) => taxes.flatMap((tax) => position.get(tax.id) ?? [])),
    totals: headOf(totals),
    template: given.template ?? TEMPLATE,
  };
  return { snapshot, totals, problems: distinct([...typed, ...failed, ...refused]) };
}

/** The language a draft will be printed in: its own, else the customer's, else the business's. */
export function documentLanguage(draft: Pick<Draft, 'language'>, customer: Pick<Buyer, 'language'> | null, business: Pick<Seller, 'language'>): Lang {
  return draft.language ?? customer?.language ?? business.language;
}

/** One is named under the title, several each above its lines. */
function originsOf(draft: Draft, known: SnapshotInput['origins']): Pick<Snapshot, 'origin' | 'origins'> {
  const named = sourcesUsed(draft).flatMap(({ id, lines }) => {
    const origin = known?.get(id);
    return origin === undefined ? [] : [{ ...originOf(origin), lines: lines.map(({ own }) => own) }];
  });
  const [first] = named;
  return named.length > 1 ? { origin: null, origins: named } : { origin: first === undefined ? null : originOf(first) };
}

/** A document as others name it. */
export function originOf({ kind, number, issueDate }: SnapshotOrigin): SnapshotOrigin {
  return { kind, number, issueDate };
}

type Read = ReturnType<typeof draftInput>;

/** Sums that leave the safe integers are a problem of the document, not a crash of the editor. */
function computeSafely(input: Read['input']): { totals: DocumentTotals; failed: Problem[] } {
  try {
    return { totals: computeDocument(input), failed: [] };
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    const lines = input.lines.map((line) => ({ ...line, quantity: '0', adjustments: [] }));
    return { totals: computeDocument({ ...input, lines, adjustments: [] }), failed: [error('lines', failure.code)] };
  }
}

function dueFrom(issueDate: string, terms: PaymentTerms): string | null {
  try {
    return dueDate(issueDate, terms);
  } catch (failure) {
    if (failure instanceof DomainError) return null; // checkDocument names the reason
    throw failure;
  }
}

function baseTotal(payable: Minor, rate: string | null, from: string, to: string): Minor | null {
  try {
    return rate === null ? null : convert(payable, rate, exponentOf(from), exponentOf(to));
  } catch (failure) {
    if (failure instanceof DomainError) return null; // a rate of zero, or a sum too large: checked when issuing
    throw failure;
  }
}

/** The customer as they stand on paper. */
export function buyerOf(buyer: Buyer): SnapshotParty {
  const { name, contact, street, street2, city, region, postcode, country, vatId, taxNumber, email, phone } = buyer;
  return { name, contact, street, street2, city, region, postcode, country, vatId, taxNumber, email, phone };
}

/** The business as it stands on paper. */
export function sellerOf(business: Seller): SnapshotSeller {
  const { tagline, legalName, companyNumber, website, footer, accent, logo, bank } = business;
  const { holder, iban, bic, other } = bank;
  return {
    ...buyerOf({ ...business, contact: '' }),
    tagline,
    legalName,
    companyNumber,
    website,
    footer,
    accent,
    logo,
    bank: { holder, iban, bic, other },
  };
}

/** One finding per field and rule: several checks may meet the same slip. */
function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ path, code }) => {
    const key = `${path} ${code}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
