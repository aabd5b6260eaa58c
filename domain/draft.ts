// What a draft, a customer, a business and its tax rates look like to the domain: the shapes that cross the wall, declared here because domain imports nobody.
// test/unit/contract/snapshotTypes.test.ts holds them equal to the contract's. Read by snapshot.ts, main and the renderer.
import type { PaymentTerms } from './date.ts';
import type { Rounding } from './decimal.ts';
import type { Lang } from './lang.ts';
import { type DocumentTitle, type DraftKind, titleOf } from './lifecycle.ts';
import type { RateVersion } from './taxRate.ts';
import type { TaxCategory } from './tax.ts';

/** A discount or charge as typed: exactly one of percent and amount is meant; '' is a cell not filled in yet. */
export interface DraftAdjustment {
  kind: 'allowance' | 'charge';
  percent: string | null;
  amount: number | null;
  reason: string;
}

export interface DraftLine {
  itemId: string | null;
  description: string;
  detail: string;
  quantity: string;
  unit: string;
  unitPrice: string;
  per: string;
  adjustments: DraftAdjustment[];
  taxIds: string[];
  /** The line of the source it was taken over from, counted from 0; absent on a line written here. */
  sourceLine?: number | undefined;
}

/** What a draft was made from. */
export interface DraftSource {
  id: string;
  /** How much of each fixed discount of the source went over with it, in step with the source's adjustments. */
  adjustments: number[];
}

export interface DraftDocumentAdjustment extends DraftAdjustment {
  taxIds: string[] | null;
  afterTax: boolean;
}

export interface Draft {
  /** Absent: an invoice. */
  kind?: DraftKind | undefined;
  /** An invoice over a part of what was ordered, and called so. */
  part?: true | undefined;
  /** Last day on which a quote is good; absent or null on everything else. */
  validUntil?: string | null | undefined;
  /** Absent or null: written from scratch. */
  source?: DraftSource | null | undefined;
  /** The deposit invoices a final invoice takes off. */
  deposits?: string[] | undefined;
  customerId: string | null;
  seriesId: string | null;
  issueDate: string;
  /** null: worked out from the terms. */
  dueDate: string | null;
  terms: PaymentTerms | null;
  supplyDate: string | null;
  reference: string;
  subject: string;
  note: string;
  currency: string;
  /** Units of the business currency for one unit of the document currency; '' = not known yet. */
  rate: string;
  language: Lang | null;
  pricesIncludeTax: boolean;
  lines: DraftLine[];
  adjustments: DraftDocumentAdjustment[];
}

/** Where somebody is. */
export interface Address {
  readonly street: string;
  readonly street2: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  readonly country: string;
}

/** The customer, as far as a document shows or follows it. */
export interface Buyer extends Address {
  readonly name: string;
  readonly contact: string;
  readonly email: string;
  readonly phone: string;
  readonly vatId: string;
  readonly taxNumber: string;
  readonly language: Lang | null;
  readonly terms: PaymentTerms | null;
}

export interface Bank {
  holder: string;
  iban: string;
  bic: string;
  other: string;
}

/** The business, as far as a document shows or follows it. */
export interface Seller extends Address {
  readonly name: string;
  readonly tagline: string;
  readonly legalName: string;
  readonly companyNumber: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly vatId: string;
  readonly taxNumber: string;
  readonly bank: Bank;
  readonly accent: string;
  readonly footer: string;
  readonly logo: string | null;
  readonly currency: string;
  readonly language: Lang;
  readonly terms: PaymentTerms;
  readonly taxRounding: Rounding;
  readonly payableRounding: number;
  readonly backdating: 'refuse' | 'warn';
}

/** A tax rate of the business with its history. */
export interface TaxRate {
  readonly id: string;
  readonly name: string;
  readonly category: TaxCategory;
  readonly versions: readonly RateVersion[];
  readonly compound: boolean;
  readonly withholding: boolean;
  readonly reason: string;
}

/** What a draft becomes when it is issued. */
export function kindOf(draft: Pick<Draft, 'kind'>): DraftKind {
  return draft.kind ?? 'invoice';
}

/** What it will call itself. */
export function titleOfDraft(draft: Pick<Draft, 'kind' | 'part'>): DocumentTitle {
  return titleOf({ kind: kindOf(draft), part: draft.part });
}

/** A line nobody has begun: editors keep one at the end, documents leave it out. */
export function isBlankLine(line: DraftLine): boolean {
  return line.itemId === null && line.description === '' && line.detail === '' && line.unitPrice === '' && line.adjustments.length === 0;
}
