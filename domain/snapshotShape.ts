// The shape of what a document says: the same as the contract's `snapshot`, declared here because domain imports nobody
// (test/unit/contract/snapshotTypes.test.ts holds both equal). Anybody may call it.
import type { PaymentTerms } from './date.ts';
import type { Rounding } from './decimal.ts';
import type { Bank } from './draft.ts';
import type { Lang } from './lang.ts';
import type { DraftKind } from './lifecycle.ts';
import type { TaxCategory } from './tax.ts';

export interface SnapshotTaxComponent {
  id: string;
  name: string;
  category: TaxCategory;
  rate: string;
  compound: boolean;
  withholding: boolean;
  reason: string | null;
}
export interface SnapshotParty {
  name: string;
  contact: string;
  street: string;
  street2: string;
  city: string;
  region: string;
  postcode: string;
  country: string;
  vatId: string;
  taxNumber: string;
  email: string;
  phone: string;
}
export interface SnapshotSeller extends SnapshotParty {
  tagline: string;
  legalName: string;
  companyNumber: string;
  website: string;
  footer: string;
  accent: string;
  logo: string | null;
  bank: Bank;
}
export interface SnapshotAdjustment {
  kind: 'allowance' | 'charge';
  percent: string | null;
  /** On a line: in the document's price mode. On the document: without tax (BT-92, BT-99). */
  amount: number;
  reason: string;
}
/** An adjustment of the whole document. */
export interface SnapshotDocumentAdjustment extends SnapshotAdjustment {
  /** As typed, in the document's price mode; a percentage as the amount it came to. A credit note divides this, not the amount without tax. */
  entered: number;
  afterTax: boolean;
  /** Positions in `taxes`; null: shared out over all lines. */
  taxes: number[] | null;
}
export interface SnapshotLine {
  itemId: string | null;
  description: string;
  detail: string;
  quantity: string;
  unit: string;
  unitPrice: string;
  per: string;
  netUnitPrice: string;
  adjustments: SnapshotAdjustment[];
  gross: number;
  entered: number;
  net: number;
  /** Positions in `taxes`. */
  taxes: number[];
}
export interface SnapshotTotals {
  lineNet: number;
  allowances: number;
  charges: number;
  net: number;
  tax: number;
  gross: number;
  withheld: number;
  afterTaxAllowances: number;
  prepaid: number;
  rounding: number;
  payable: number;
}
export type SnapshotKind = DraftKind | 'credit-note';
/** Another document, as this one names it. */
export interface SnapshotOrigin {
  kind: SnapshotKind;
  number: string;
  issueDate: string;
}
/** What a document says. Same shape as the contract's `snapshot`. */
export interface Snapshot {
  /** A credit note's amounts are positive (EN 16931 type 381): its kind says that they are given back. */
  kind: SnapshotKind;
  /** An invoice over a part of what was ordered, and called so. Absent everywhere else, so that the seals of older documents stay what they are. */
  part?: true | undefined;
  /** Its tax falls due when it is paid. Absent where it falls due with the invoice, and from every document of before this was said. */
  taxDue?: 'paid' | undefined;
  /** What a credit note corrects (BT-25, BT-26); null on an invoice. */
  original: { number: string; issueDate: string } | null;
  /** What it was converted from: an invoice names its quote. */
  origin: SnapshotOrigin | null;
  /** What an invoice over several documents was made from, and which of its lines are whose; absent where one or none is behind it. */
  origins?: (SnapshotOrigin & { lines: number[] })[] | undefined;
  /** The deposit invoices that a final invoice takes off, each with its lines among the lines. */
  deposits: { number: string; issueDate: string }[];
  number: string;
  issueDate: string;
  /** Last day of a quote. */
  validUntil: string | null;
  dueDate: string | null;
  supplyDate: string | null;
  terms: PaymentTerms | null;
  reference: string;
  subject: string;
  note: string;
  currency: string;
  rate: string | null;
  baseCurrency: string;
  baseTotal: number | null;
  language: Lang;
  pricesIncludeTax: boolean;
  /** How half a unit of tax was rounded: what corrects the document rounds the same way. */
  taxRounding: Rounding;
  seller: SnapshotSeller;
  buyer: SnapshotParty | null;
  lines: SnapshotLine[];
  adjustments: SnapshotDocumentAdjustment[];
  taxes: { component: SnapshotTaxComponent; base: number; amount: number }[];
  totals: SnapshotTotals;
  template: string;
}
