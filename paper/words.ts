// Every word an invoice page says by itself, in the four document languages. Pure; a language that is not here is written in English.
import type { Lang } from '../domain/lang.ts';

/** Texts of the page. `tax` is what the tax is called on this document: 'VAT', 'USt', 'GST'. */
export interface Words {
  /** 'for invoice INV-2026-0007 of 20 Nov 2026' */
  readonly forInvoice: (number: string, day: string) => string;
  /** 'as in quote Q-2026-0007 of 20 Nov 2026' */
  readonly asIn: (named: string) => string;
  /** 'Less deposit invoice DEP-2026-0003 of 31 Jan 2026' */
  readonly lessDeposit: (named: string) => string;
  /** 'Deposit of 30 %', or only 'Deposit'. */
  readonly depositOf: (percent: string | null) => string;
  /** What stands on the line of a credit note over a sum. */
  readonly reduction: string;
  readonly goodUntil: string;
  readonly date: string;
  readonly payBy: string;
  readonly supplied: string;
  readonly reference: string;
  readonly questions: string;
  readonly nothingToPay: string;
  readonly inYourFavour: string;
  readonly what: string;
  readonly quantity: string;
  readonly unit: string;
  readonly price: string;
  readonly taxColumn: string;
  readonly amount: (sign: string) => string;
  /** The price is for this many: '75.00 per 60 min'. */
  readonly per: (count: string, unit: string) => string;
  /** In one breath with the amount: 'Less 10 % (88.80)', 'Less 88.80, loyalty'. */
  readonly lineAdjustment: (kind: 'allowance' | 'charge', percent: string | null, amount: string, reason: string) => string;
  readonly inclusive: (tax: string) => string;
  readonly lines: (tax: string, inclusive: boolean) => string;
  readonly allowance: (reason: string, percent: string | null) => string;
  readonly charge: (reason: string, percent: string | null) => string;
  readonly before: (tax: string) => string;
  /** 'VAT 13.5 % on 2,005.20' */
  readonly taxOn: (label: string, base: string) => string;
  readonly total: (tax: string) => string;
  readonly withheld: (label: string, base: string) => string;
  readonly prepaid: string;
  readonly rounding: string;
  /** 'Total in EUR (1 USD = 0.92 EUR)' */
  readonly inBase: (base: string, currency: string, rate: string) => string;
  readonly taxInBase: (tax: string, base: string) => string;
  readonly genericTax: string;
  readonly payByTransfer: string;
  readonly giveReference: string;
  readonly orScan: string;
  readonly code: string;
  /** '2 % discount if paid by 30 Nov 2026: € 116.62 (less € 2.38, of which tax € 0.38)' */
  readonly early: (percent: string, day: string, pay: string, discount: string, tax: string | null) => string;
  readonly inParts: (count: number) => string;
  readonly company: string;
  readonly vatId: string;
  readonly taxNumber: string;
  readonly noNumber: string;
  readonly noCustomer: string;
  readonly page: (n: number, of: number) => string;
}

const en: Words = {
  forInvoice: (number, day) => `for invoice ${number} of ${day}`, asIn: (named) => `as in ${named}`, lessDeposit: (named) => `Less ${named}`, depositOf: (percent) => (percent === null ? 'Deposit' : `Deposit of ${percent}\u00a0%`), reduction: 'Price reduction', goodUntil: 'Good until',
  date: 'Date', payBy: 'Pay by', supplied: 'Supplied on', reference: 'Your reference', questions: 'Questions',
  nothingToPay: 'Nothing to pay', inYourFavour: 'In your favour',
  what: 'What', quantity: 'Qty', unit: 'Unit', price: 'Price', taxColumn: 'VAT', amount: (sign) => `Amount ${sign}`,
  per: (count, unit) => `per ${count} ${unit}`.trim(),
  lineAdjustment: (kind, percent, amount, reason) => adjusted(kind === 'allowance' ? 'Less' : 'Plus', percent, amount, reason),
  inclusive: (tax) => `Prices include ${tax}`, lines: (tax, inclusive) => (inclusive ? `Lines before ${tax}` : 'Lines'),
  allowance: (reason, percent) => reasoned('Discount', reason, percent), charge: (reason, percent) => reasoned('Charge', reason, percent),
  before: (tax) => `Before ${tax}`, taxOn: (label, base) => `${label} on ${base}`, total: (tax) => `Total with ${tax}`,
  withheld: (label, base) => `Withheld: ${label} on ${base}`, prepaid: 'Already paid', rounding: 'Rounding',
  inBase: (base, currency, rate) => `Total in ${base} (1 ${currency} = ${rate} ${base})`, taxInBase: (tax, base) => `${tax} in ${base}`, genericTax: 'tax',
  payByTransfer: 'Pay by bank transfer', giveReference: 'Please give this reference', orScan: 'Or scan the code with your banking app', code: 'Payment code',
  early: (percent, day, pay, discount, tax) => `${percent}\u00a0% discount if paid by ${day}: ${pay} (less ${discount}${tax === null ? '' : `, of which tax ${tax}`})`, inParts: (count) => `To pay in ${count} parts:`,
  company: 'company', vatId: 'VAT', taxNumber: 'tax no.', noNumber: 'number at issue', noCustomer: 'No customer yet', page: (n, of) => `Page ${n} of ${of}`,
};

const de: Words = {
  forInvoice: (number, day) => `zur Rechnung ${number} vom ${day}`, asIn: (named) => `gemäß ${named}`, lessDeposit: (named) => `Abzüglich ${named}`, depositOf: (percent) => (percent === null ? 'Anzahlung' : `Anzahlung ${percent}\u00a0%`), reduction: 'Preisnachlass', goodUntil: 'Gültig bis',
  date: 'Datum', payBy: 'Zahlbar bis', supplied: 'Leistungsdatum', reference: 'Ihr Zeichen', questions: 'Rückfragen',
  nothingToPay: 'Nichts zu zahlen', inYourFavour: 'Zu Ihren Gunsten',
  what: 'Leistung', quantity: 'Menge', unit: 'Einheit', price: 'Preis', taxColumn: 'USt', amount: (sign) => `Betrag ${sign}`,
  per: (count, unit) => `je ${count} ${unit}`.trim(),
  lineAdjustment: (kind, percent, amount, reason) => adjusted(kind === 'allowance' ? 'Abzüglich' : 'Zuzüglich', percent, amount, reason),
  inclusive: (tax) => `Preise inklusive ${tax}`, lines: (tax, inclusive) => (inclusive ? `Positionen ohne ${tax}` : 'Positionen'),
  allowance: (reason, percent) => reasoned('Nachlass', reason, percent), charge: (reason, percent) => reasoned('Zuschlag', reason, percent),
  before: (tax) => `Summe ohne ${tax}`, taxOn: (label, base) => `${label} auf ${base}`, total: (tax) => `Summe mit ${tax}`,
  withheld: (label, base) => `Einbehalten: ${label} auf ${base}`, prepaid: 'Bereits gezahlt', rounding: 'Rundung',
  inBase: (base, currency, rate) => `Summe in ${base} (1 ${currency} = ${rate} ${base})`, taxInBase: (tax, base) => `${tax} in ${base}`, genericTax: 'Steuer',
  payByTransfer: 'Zahlung per Überweisung', giveReference: 'Bitte als Verwendungszweck angeben', orScan: 'Oder den Code mit der Banking-App scannen', code: 'Zahlungscode',
  early: (percent, day, pay, discount, tax) => `${percent}\u00a0% Skonto bei Zahlung bis ${day}: ${pay} (abzüglich ${discount}${tax === null ? '' : `, darin Steuer ${tax}`})`, inParts: (count) => `Zahlbar in ${count} Raten:`,
  company: 'Registernr.', vatId: 'USt-IdNr.', taxNumber: 'Steuernr.', noNumber: 'Nummer bei Ausstellung', noCustomer: 'Noch kein Kunde', page: (n, of) => `Seite ${n} von ${of}`,
};

const fr: Words = {
  forInvoice: (number, day) => `sur la facture ${number} du ${day}`, asIn: (named) => `selon ${named}`, lessDeposit: (named) => `Moins ${named}`, depositOf: (percent) => (percent === null ? 'Acompte' : `Acompte de ${percent}\u00a0%`), reduction: 'Réduction de prix', goodUntil: 'Valable jusqu’au',
  date: 'Date', payBy: 'Échéance', supplied: 'Date de livraison', reference: 'Votre référence', questions: 'Contact',
  nothingToPay: 'Rien à payer', inYourFavour: 'En votre faveur',
  what: 'Désignation', quantity: 'Qté', unit: 'Unité', price: 'Prix', taxColumn: 'TVA', amount: (sign) => `Montant ${sign}`,
  per: (count, unit) => `pour ${count} ${unit}`.trim(),
  lineAdjustment: (kind, percent, amount, reason) => adjusted(kind === 'allowance' ? 'Remise' : 'Supplément', percent, amount, reason),
  inclusive: (tax) => `Prix ${tax} comprise`, lines: (tax, inclusive) => (inclusive ? `Lignes hors ${tax}` : 'Lignes'),
  allowance: (reason, percent) => reasoned('Remise', reason, percent), charge: (reason, percent) => reasoned('Frais', reason, percent),
  before: (tax) => `Total hors ${tax}`, taxOn: (label, base) => `${label} sur ${base}`, total: (tax) => `Total ${tax} comprise`,
  withheld: (label, base) => `Retenue\u00a0: ${label} sur ${base}`, prepaid: 'Déjà réglé', rounding: 'Arrondi',
  inBase: (base, currency, rate) => `Total en ${base} (1 ${currency} = ${rate} ${base})`, taxInBase: (tax, base) => `${tax} en ${base}`, genericTax: 'taxe',
  payByTransfer: 'Payer par virement', giveReference: 'Référence à indiquer', orScan: 'Ou scannez le code avec votre application bancaire', code: 'Code de paiement',
  early: (percent, day, pay, discount, tax) => `${percent}\u00a0% d’escompte pour paiement d’ici le ${day}\u00a0: ${pay} (moins ${discount}${tax === null ? '' : `, dont taxe ${tax}`})`, inParts: (count) => `À payer en ${count} fois\u00a0:`,
  company: 'SIREN', vatId: 'TVA', taxNumber: 'n° fiscal', noNumber: 'numéro à l’émission', noCustomer: 'Pas encore de client', page: (n, of) => `Page ${n} sur ${of}`,
};

const es: Words = {
  forInvoice: (number, day) => `de la factura ${number} del ${day}`, asIn: (named) => `según ${named}`, lessDeposit: (named) => `Menos ${named}`, depositOf: (percent) => (percent === null ? 'Anticipo' : `Anticipo del ${percent}\u00a0%`), reduction: 'Rebaja de precio', goodUntil: 'Válido hasta',
  date: 'Fecha', payBy: 'Vencimiento', supplied: 'Fecha de la operación', reference: 'Su referencia', questions: 'Contacto',
  nothingToPay: 'Nada que pagar', inYourFavour: 'A su favor',
  what: 'Concepto', quantity: 'Cant.', unit: 'Unidad', price: 'Precio', taxColumn: 'IVA', amount: (sign) => `Importe ${sign}`,
  per: (count, unit) => `por ${count} ${unit}`.trim(),
  lineAdjustment: (kind, percent, amount, reason) => adjusted(kind === 'allowance' ? 'Descuento' : 'Recargo', percent, amount, reason),
  inclusive: (tax) => `Precios con ${tax} incluido`, lines: (tax, inclusive) => (inclusive ? `Líneas sin ${tax}` : 'Líneas'),
  allowance: (reason, percent) => reasoned('Descuento', reason, percent), charge: (reason, percent) => reasoned('Cargo', reason, percent),
  before: (tax) => `Total sin ${tax}`, taxOn: (label, base) => `${label} sobre ${base}`, total: (tax) => `Total con ${tax}`,
  withheld: (label, base) => `Retención: ${label} sobre ${base}`, prepaid: 'Ya pagado', rounding: 'Redondeo',
  inBase: (base, currency, rate) => `Total en ${base} (1 ${currency} = ${rate} ${base})`, taxInBase: (tax, base) => `${tax} en ${base}`, genericTax: 'impuestos',
  payByTransfer: 'Pago por transferencia', giveReference: 'Indique esta referencia', orScan: 'O escanee el código con su aplicación bancaria', code: 'Código de pago',
  early: (percent, day, pay, discount, tax) => `${percent}\u00a0% de descuento si se paga hasta el ${day}: ${pay} (menos ${discount}${tax === null ? '' : `, de ello impuesto ${tax}`})`, inParts: (count) => `A pagar en ${count} plazos:`,
  company: 'registro', vatId: 'NIF-IVA', taxNumber: 'NIF', noNumber: 'número al emitir', noCustomer: 'Sin cliente todavía', page: (n, of) => `Página ${n} de ${of}`,
};

function adjusted(verb: string, percent: string | null, amount: string, reason: string): string {
  const how = percent === null ? `${verb} ${amount}` : `${verb} ${percent}\u00a0% (${amount})`;
  return reason === '' ? how : `${how}, ${reason}`;
}

function reasoned(word: string, reason: string, percent: string | null): string {
  const what = reason === '' ? word : reason;
  return percent === null ? what : `${what}, ${percent}\u00a0%`;
}

const WORDS: Readonly<Record<Lang, Words>> = { en, de, fr, es };

/** The words of a document language. */
export function wordsOf(lang: Lang): Words {
  return WORDS[lang];
}
