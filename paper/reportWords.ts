// Every word of a report, on screen, on paper and in files, in the four languages. Pure; drawn by renderer/reports, paper/ReportPage.tsx and main/report.
import type { ReportName } from '../contract/reports.ts';
import type { Lang } from '../domain/lang.ts';

type ColumnWord =
  | 'tax' | 'category' | 'rate' | 'documents' | 'base' | 'amount' | 'period' | 'invoices' | 'notes' | 'net' | 'gross' | 'customer' | 'code' | 'item' | 'quantity' | 'unit' | 'lines'
  | 'date' | 'number' | 'currency' | 'section';
type RowWord = 'categoryS' | 'categoryZ' | 'categoryE' | 'categoryAE' | 'categoryK' | 'categoryG' | 'categoryO' | 'adjustments';
type SectionWord = 'taxCharged' | 'taxWithheld';

export interface ReportWords {
  readonly title: Readonly<Record<ReportName, string>>;
  readonly column: Readonly<Record<ColumnWord, string>>;
  /** Words that stand in cells. */
  readonly row: Readonly<Record<RowWord, string>>;
  readonly section: Readonly<Record<SectionWord, string>>;
  readonly total: string;
  readonly span: (from: string, to: string) => string;
  readonly basis: Readonly<Record<'issue' | 'supply', string>>;
  /** 'Q3 2026' */
  readonly quarter: (quarter: string, year: string) => string;
  readonly nothing: string;
  readonly page: (n: number, of: number) => string;
}

const en: ReportWords = {
  title: { tax: 'Tax report', salesPeriod: 'Sales by period', salesCustomer: 'Sales by customer', salesItem: 'Sales by item' },
  column: {
    tax: 'Tax', category: 'Kind', rate: 'Rate %', documents: 'Documents', base: 'Taxed amount', amount: 'Tax', period: 'Period', invoices: 'Invoices', notes: 'Credit notes', net: 'Sales before tax', gross: 'With tax',
    customer: 'Customer', code: 'Code', item: 'Item', quantity: 'Quantity', unit: 'Unit', lines: 'Lines', date: 'Date', number: 'Number', currency: 'Currency', section: 'Section',
  },
  row: {
    categoryS: 'Standard', categoryZ: 'Zero rate', categoryE: 'Exempt', categoryAE: 'Reverse charge', categoryK: 'Within the EU', categoryG: 'Export', categoryO: 'Outside scope',
    adjustments: 'Discounts and charges on whole documents',
  },
  section: { taxCharged: 'Tax on sales', taxWithheld: 'Tax withheld by customers' },
  total: 'Total', span: (from, to) => `${from} to ${to}`, basis: { issue: 'By date of invoice', supply: 'By date of supply' }, quarter: (quarter, year) => `Q${quarter} ${year}`, nothing: 'Nothing in this period.', page: (n, of) => `Page ${n} of ${of}`,
};

const de: ReportWords = {
  title: { tax: 'Steuerbericht', salesPeriod: 'Umsatz nach Zeitraum', salesCustomer: 'Umsatz nach Kunde', salesItem: 'Umsatz nach Artikel' },
  column: {
    tax: 'Steuer', category: 'Art', rate: 'Satz %', documents: 'Belege', base: 'Bemessungsgrundlage', amount: 'Steuer', period: 'Zeitraum', invoices: 'Rechnungen', notes: 'Korrekturen', net: 'Umsatz netto', gross: 'Mit Steuer',
    customer: 'Kunde', code: 'Nummer', item: 'Artikel', quantity: 'Menge', unit: 'Einheit', lines: 'Positionen', date: 'Datum', number: 'Nummer', currency: 'Währung', section: 'Abschnitt',
  },
  row: {
    categoryS: 'Regelsatz', categoryZ: 'Nullsatz', categoryE: 'Steuerfrei', categoryAE: 'Reverse Charge', categoryK: 'Innergemeinschaftlich', categoryG: 'Ausfuhr', categoryO: 'Nicht steuerbar',
    adjustments: 'Rabatte und Zuschläge auf ganze Belege',
  },
  section: { taxCharged: 'Steuer auf Umsätze', taxWithheld: 'Von Kunden einbehaltene Steuer' },
  total: 'Summe', span: (from, to) => `${from} bis ${to}`, basis: { issue: 'Nach Rechnungsdatum', supply: 'Nach Leistungsdatum' }, quarter: (quarter, year) => `${quarter}. Quartal ${year}`, nothing: 'Nichts in diesem Zeitraum.', page: (n, of) => `Seite ${n} von ${of}`,
};

const fr: ReportWords = {
  title: { tax: 'État des taxes', salesPeriod: 'Ventes par période', salesCustomer: 'Ventes par client', salesItem: 'Ventes par article' },
  column: {
    tax: 'Taxe', category: 'Nature', rate: 'Taux %', documents: 'Documents', base: 'Base imposable', amount: 'Taxe', period: 'Période', invoices: 'Factures', notes: 'Avoirs', net: 'Ventes HT', gross: 'TTC',
    customer: 'Client', code: 'Code', item: 'Article', quantity: 'Quantité', unit: 'Unité', lines: 'Lignes', date: 'Date', number: 'Numéro', currency: 'Devise', section: 'Partie',
  },
  row: {
    categoryS: 'Taux normal ou réduit', categoryZ: 'Taux zéro', categoryE: 'Exonéré', categoryAE: 'Autoliquidation', categoryK: 'Intracommunautaire', categoryG: 'Exportation', categoryO: 'Hors champ',
    adjustments: 'Remises et frais sur documents entiers',
  },
  section: { taxCharged: 'Taxe sur les ventes', taxWithheld: 'Taxe retenue par les clients' },
  total: 'Total', span: (from, to) => `du ${from} au ${to}`, basis: { issue: 'Selon la date de facture', supply: 'Selon la date de livraison' }, quarter: (quarter, year) => `T${quarter} ${year}`, nothing: 'Rien sur cette période.', page: (n, of) => `Page ${n} sur ${of}`,
};

const es: ReportWords = {
  title: { tax: 'Informe de impuestos', salesPeriod: 'Ventas por periodo', salesCustomer: 'Ventas por cliente', salesItem: 'Ventas por artículo' },
  column: {
    tax: 'Impuesto', category: 'Clase', rate: 'Tipo %', documents: 'Documentos', base: 'Base imponible', amount: 'Cuota', period: 'Periodo', invoices: 'Facturas', notes: 'Rectificativas', net: 'Ventas sin impuestos', gross: 'Con impuestos',
    customer: 'Cliente', code: 'Código', item: 'Artículo', quantity: 'Cantidad', unit: 'Unidad', lines: 'Líneas', date: 'Fecha', number: 'Número', currency: 'Moneda', section: 'Sección',
  },
  row: {
    categoryS: 'Sujeto', categoryZ: 'Tipo cero', categoryE: 'Exento', categoryAE: 'Inversión del sujeto pasivo', categoryK: 'Intracomunitario', categoryG: 'Exportación', categoryO: 'No sujeto',
    adjustments: 'Descuentos y recargos sobre documentos enteros',
  },
  section: { taxCharged: 'Impuesto sobre ventas', taxWithheld: 'Retenciones de clientes' },
  total: 'Total', span: (from, to) => `del ${from} al ${to}`, basis: { issue: 'Por fecha de factura', supply: 'Por fecha de entrega' }, quarter: (quarter, year) => `T${quarter} ${year}`, nothing: 'Nada en este periodo.', page: (n, of) => `Página ${n} de ${of}`,
};

const ALL: Readonly<Record<Lang, ReportWords>> = { en, de, fr, es };

export function reportWordsOf(lang: Lang): ReportWords {
  return ALL[lang];
}

/** A heading by the id that main sent; the id itself for one this version has no word for. */
export function wordIn(words: Readonly<Record<string, string>>, id: string): string {
  return words[id] ?? id;
}
