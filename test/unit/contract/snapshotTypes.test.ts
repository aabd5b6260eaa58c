// The domain may not import the contract, so it declares the shapes that cross the wall itself. Here the compiler holds both equal.
import { expect, expectTypeOf, it } from 'vitest';
import type { Customer } from '../../../contract/customers.ts';
import type { Profile, TaxRate as WireTaxRate } from '../../../contract/business.ts';
import { draftBody, snapshot, type DraftBody, type Snapshot as WireSnapshot } from '../../../contract/invoices.ts';
import type { Buyer, Draft, Seller, TaxRate } from '../../../domain/draft.ts';
import { buildSnapshot, type Snapshot } from '../../../domain/snapshot.ts';

it('the domain and the contract mean the same snapshot and the same draft', () => {
  expectTypeOf<Snapshot>().toExtend<WireSnapshot>();
  expectTypeOf<WireSnapshot>().toExtend<Snapshot>();
  expectTypeOf<keyof Snapshot>().toEqualTypeOf<keyof WireSnapshot>();
  expectTypeOf<Draft>().toExtend<DraftBody>();
  expectTypeOf<DraftBody>().toExtend<Draft>();
  expectTypeOf<keyof Draft>().toEqualTypeOf<keyof DraftBody>();
});

it('what the wall hands out is enough to build a snapshot from', () => {
  expectTypeOf<Customer>().toExtend<Buyer>();
  expectTypeOf<Profile>().toExtend<Seller>();
  expectTypeOf<WireTaxRate>().toExtend<TaxRate>();
});

it('a built snapshot passes the strict schema of the wall', () => {
  const body: DraftBody = {
    customerId: null,
    seriesId: null,
    issueDate: '2026-11-20',
    dueDate: null,
    terms: null,
    supplyDate: null,
    reference: '',
    subject: '',
    note: '',
    currency: 'EUR',
    rate: '',
    language: null,
    pricesIncludeTax: false,
    lines: [],
    adjustments: [],
  };
  expect(draftBody.parse(body)).toEqual(body);
  const business = {
    name: 'Studio',
    tagline: '',
    legalName: '',
    companyNumber: '',
    street: '',
    street2: '',
    city: '',
    region: '',
    postcode: '',
    country: 'IE',
    phone: '',
    email: '',
    website: '',
    vatId: '',
    taxNumber: '',
    bank: { holder: '', iban: '', bic: '', other: '' },
    accent: '#000000',
    footer: '',
    logo: null,
    currency: 'EUR',
    language: 'en' as const,
    terms: { kind: 'net' as const, days: 14 },
    taxRounding: 'half-up' as const,
    payableRounding: 0,
    backdating: 'warn' as const,
  };
  const built = buildSnapshot({ draft: body, customer: null, business, taxRates: [], number: '' });
  expect(snapshot.parse(built.snapshot)).toEqual(built.snapshot);
});
