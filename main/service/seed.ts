// What a new business starts with: its profile, the usual taxes of its country, and a number series for each kind of document. Called once by set-up, and by tests.
import { AppError } from '../../contract/errors.ts';
import type { Profile, SeriesKind } from '../../contract/business.ts';
import { addBusiness, readBusiness } from '../repo/business.ts';
import { addSeries } from '../repo/series.ts';
import { addTax } from '../repo/taxes.ts';
import { audit, transact, type Ctx } from './context.ts';
import { deviceId } from './series.ts';
import { defaultTaxes } from './taxDefaults.ts';

export type NewBusiness = Pick<Profile, 'name' | 'country' | 'currency' | 'language'>;

const DAYS_TO_PAY = 14;
/** Where the business year does not begin in January. */
const YEAR_STARTS: Readonly<Record<string, number>> = { GB: 4, IN: 4, JP: 4, NZ: 4, SG: 4, ZA: 3, AU: 7 };
type Names = Readonly<Record<Profile['language'], string>>;
/** Each kind of document has a series of its own (T48). A German 'Gutschrift' is what a buyer writes (§ 14 UStG), so it is no word for a credit note. */
const SERIES: readonly { kind: SeriesKind; letters: string; names: Names }[] = [
  { kind: 'invoice', letters: 'INV', names: { en: 'Invoices', de: 'Rechnungen', fr: 'Factures', es: 'Facturas' } },
  { kind: 'credit-note', letters: 'CN', names: { en: 'Credit notes', de: 'Rechnungskorrekturen', fr: 'Avoirs', es: 'Facturas rectificativas' } },
  { kind: 'quote', letters: 'Q', names: { en: 'Quotes', de: 'Angebote', fr: 'Devis', es: 'Presupuestos' } },
  { kind: 'order-confirmation', letters: 'OC', names: { en: 'Order confirmations', de: 'Auftragsbestätigungen', fr: 'Confirmations de commande', es: 'Confirmaciones de pedido' } },
  { kind: 'delivery-note', letters: 'DN', names: { en: 'Delivery notes', de: 'Lieferscheine', fr: 'Bons de livraison', es: 'Albaranes' } },
  { kind: 'pro-forma', letters: 'PF', names: { en: 'Pro formas', de: 'Proformas', fr: 'Pro formas', es: 'Facturas proforma' } },
  { kind: 'deposit-invoice', letters: 'DEP', names: { en: 'Deposit invoices', de: 'Anzahlungsrechnungen', fr: 'Factures d’acompte', es: 'Facturas de anticipo' } },
];

/** Makes the business in an empty database; VAULT_EXISTS when there is one already. */
export function seedBusiness(ctx: Ctx, business: NewBusiness): void {
  transact(ctx, () => {
    if (readBusiness(ctx.db) !== undefined) throw new AppError('VAULT_EXISTS');
    addBusiness(ctx.db, profileOf(business), ctx.clock.now());
    audit(ctx, 'business.create', 'business', null, { version: 1 });
    for (const fields of defaultTaxes(business.country, business.language)) {
      const id = ctx.newId();
      addTax(ctx.db, id, fields);
      audit(ctx, 'settings.tax', 'tax', id, { version: 1 });
    }
    const india = business.country === 'IN';
    for (const { kind, letters, names } of SERIES) {
      const id = ctx.newId();
      const pattern = india ? `${letters}/{FY}/{0000}` : `${letters}-{YYYY}-{0000}`;
      addSeries(ctx.db, id, { kind, name: names[business.language], pattern, rules: india ? 'india' : 'plain', isDefault: true }, deviceId(ctx));
      audit(ctx, 'series.create', 'series', id, { version: 1 });
    }
  });
}

function profileOf({ name, country, currency, language }: NewBusiness): Omit<Profile, 'version' | 'logo'> {
  return {
    name,
    country,
    currency,
    language,
    tagline: '',
    legalName: '',
    companyNumber: '',
    street: '',
    street2: '',
    city: '',
    region: '',
    postcode: '',
    phone: '',
    email: '',
    website: '',
    vatId: '',
    taxNumber: '',
    bank: { holder: '', iban: '', bic: '', other: '' },
    accent: '#1c6148',
    fyStartMonth: YEAR_STARTS[country] ?? 1,
    terms: { kind: 'net', days: DAYS_TO_PAY },
    pricesIncludeTax: false,
    taxRounding: 'half-up',
    payableRounding: 0,
    noteDefault: '',
    footer: '',
    backdating: 'warn',
  };
}
