// The business itself: profile, bank, logo, tax rates and number series.
import { z } from 'zod';
import { method } from './method.ts';
import { code, country, currency, date, id, language, made, minor, name, note, nothing, positiveDecimal, text, version } from './wire.ts';

/** Less to pay within some days of the issue date (T58). Absent, never null: documents issued before it was there keep their seal. */
const early = z.strictObject({ percent: positiveDecimal, days: z.number().int().min(0).max(365) }).optional();
export const paymentTerms = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('immediate') }),
  z.strictObject({ kind: z.literal('net'), days: z.number().int().min(0).max(365), early }),
  z.strictObject({ kind: z.literal('eom'), days: z.number().int().min(0).max(365), early }),
  z.strictObject({ kind: z.literal('instalments'), count: z.number().int().min(2).max(60), days: z.number().int().min(0).max(365), months: z.number().int().min(1).max(12) }),
]);
export const address = {
  street: text(120), street2: text(120), city: text(80), region: text(80), postcode: code(20), country: z.union([z.literal(''), country]),
};
export const profile = z.strictObject({
  version, name: name(120), tagline: text(120), legalName: text(120), companyNumber: code(40), ...address,
  phone: code(40), email: code(120), website: code(120), vatId: code(30), taxNumber: code(40),
  currency, language,
  bank: z.strictObject({ holder: text(120), iban: code(42), bic: code(14), other: note(300) }),
  /** Hex colour of the name on paper; used only where it reaches a contrast of 4.5 on white. */
  accent: z.string().max(7).regex(/^#[0-9a-f]{6}$/, 'COLOUR'),
  fyStartMonth: z.number().int().min(1).max(12),
  terms: paymentTerms, pricesIncludeTax: z.boolean(),
  taxRounding: z.enum(['half-up', 'half-even', 'down']), payableRounding: minor, noteDefault: note(1000), footer: text(200),
  backdating: z.enum(['refuse', 'warn']),
  logo: made(64).nullable(),
});
export const taxCategory = z.enum(['S', 'Z', 'E', 'AE', 'K', 'G', 'O']);
export const taxRate = z.strictObject({
  id, version, name: name(40), category: taxCategory,
  /** Newest first is not required; the one valid on the supply date counts (T20). */
  versions: z.array(z.strictObject({ from: date, rate: positiveDecimal })).min(1).max(30),
  compound: z.boolean(), withholding: z.boolean(), reason: text(200), isDefault: z.boolean(), archived: z.boolean(),
});
/** A final invoice takes its number from the invoices. */
export const seriesKind = z.enum(['invoice', 'credit-note', 'quote', 'order-confirmation', 'delivery-note', 'pro-forma', 'deposit-invoice', 'receipt']);
export const series = z.strictObject({
  id, version, kind: seriesKind, name: name(60), pattern: code(40), rules: z.enum(['plain', 'india']), isDefault: z.boolean(), archived: z.boolean(),
  /** The number the next issue today would take. */
  next: made(60), lastIssued: date.nullable(), nextSequence: z.number().int().min(1).max(999999999),
});

export const business = {
  'business.get': method({ access: 'session', permission: 'business.read', writes: false, input: nothing, output: profile }),
  'business.save': method({ access: 'session', permission: 'business.write', writes: true, input: profile.omit({ logo: true }), output: z.strictObject({ version }) }),
  /** Opens the file dialog; hands back bytes for the renderer to decode and draw anew. null = dialog closed. */
  'business.pickLogo': method({ access: 'session', permission: 'business.write', writes: false, input: nothing, output: z.strictObject({ type: z.enum(['image/png', 'image/jpeg', 'image/webp']), base64: made(7_000_000) }).nullable() }),
  /** The drawn-anew PNG, base64. */
  'business.setLogo': method({ access: 'session', permission: 'business.write', writes: true, input: z.strictObject({ png: z.string().max(200_000).regex(/^[A-Za-z0-9+/]+=*$/, 'BASE64') }), output: z.strictObject({ version, logo: made(64) }) }),
  'business.clearLogo': method({ access: 'session', permission: 'business.write', writes: true, input: nothing, output: z.strictObject({ version }) }),
  /** Any logo ever used, by its hash (issued invoices keep theirs). */
  'business.logo': method({ access: 'session', permission: 'business.read', writes: false, input: z.strictObject({ hash: z.string().max(64).regex(/^[0-9a-f]{64}$/, 'HASH') }), output: z.strictObject({ png: made(200_000) }) }),
  'taxes.list': method({ access: 'session', permission: 'business.read', writes: false, input: z.strictObject({ archived: z.boolean() }), output: z.strictObject({ rows: z.array(taxRate).max(200) }) }),
  'taxes.save': method({ access: 'session', permission: 'business.write', writes: true, input: taxRate.omit({ id: true, version: true, archived: true }).extend({ id: id.optional(), version: version.optional() }), output: z.strictObject({ id, version }) }),
  'taxes.archive': method({ access: 'session', permission: 'business.write', writes: true, input: z.strictObject({ id, archived: z.boolean() }), output: z.strictObject({ version }) }),
  'series.list': method({ access: 'session', permission: 'business.read', writes: false, input: z.strictObject({ archived: z.boolean() }), output: z.strictObject({ rows: z.array(series).max(100) }) }),
  /** nextSequence may only be raised, never lowered under a number already taken. */
  'series.save': method({
    access: 'session', permission: 'business.write', writes: true,
    input: series.pick({ kind: true, name: true, pattern: true, rules: true, isDefault: true }).extend({ id: id.optional(), version: version.optional(), nextSequence: z.number().int().min(1).max(999999999).optional() }),
    output: z.strictObject({ id, version }),
  }),
  'series.archive': method({ access: 'session', permission: 'business.write', writes: true, input: z.strictObject({ id, archived: z.boolean() }), output: z.strictObject({ version }) }),
  'series.peek': method({ access: 'session', permission: 'draft.write', writes: false, input: z.strictObject({ id: id.nullable(), date, /** Of which kind of document; invoices when left out. */ kind: seriesKind.optional() }), output: z.strictObject({ number: made(60), lastIssued: date.nullable(), closedThrough: date.nullable() }) }),
};
export type Profile = z.infer<typeof profile>;
export type TaxRate = z.infer<typeof taxRate>;
export type SeriesKind = z.infer<typeof seriesKind>;
export type Series = z.infer<typeof series>;
export type PaymentTermsWire = z.infer<typeof paymentTerms>;
