// Every word of a report, on screen, on paper and in files, in the four languages. Pure; drawn by renderer/reports, paper/ReportPage.tsx and main/report.
import type { ReportAsk, ReportName } from '../contract/reports.ts';
import type { AgeBucket } from '../domain/ageing.ts';
import type { Lang } from '../domain/lang.ts';
import type { PaymentMethod } from '../domain/paymentMethod.ts';
import type { StatementKind } from '../domain/statement.ts';

type ColumnWord =
  | 'tax' | 'category' | 'rate' | 'documents' | 'base' | 'amount' | 'period' | 'invoices' | 'notes' | 'net' | 'gross' | 'customer' | 'code' | 'item' | 'quantity' | 'unit' | 'lines'
  | 'date' | 'number' | 'currency' | 'section' | AgeBucket | 'credit' | 'owed' | 'what' | 'charged' | 'settled' | 'balance' | 'method' | 'movements' | 'received' | 'reference' | 'inBase' | 'gain'
  | 'series' | 'first' | 'last' | 'missing' | 'due' | 'late' | 'payment';
type RowWord = 'categoryS' | 'categoryZ' | 'categoryE' | 'categoryAE' | 'categoryK' | 'categoryG' | 'categoryO' | 'taxInvoiced' | 'taxUnpaidEnd' | 'taxUnpaidStart' | 'taxGivenUp' | 'taxExchange' | 'adjustments' | 'opening' | `entry-${StatementKind}` | `method-${PaymentMethod}`;
type SectionWord = 'taxCharged' | 'taxWithheld' | 'taxReconciled' | 'byMethod' | 'movements' | 'exchange' | 'salesByMonth' | 'owedAtEnd' | 'numbers';

export interface ReportWords {
  readonly title: Readonly<Record<ReportName, string>>;
  readonly column: Readonly<Record<ColumnWord, string>>;
  /** Words that stand in cells. */
  readonly row: Readonly<Record<RowWord, string>>;
  readonly section: Readonly<Record<SectionWord, string>>;
  readonly total: string;
  readonly span: (from: string, to: string) => string;
  /** Of a report on one day: 'At the end of 20 Nov 2026'. */
  readonly asOf: (day: string) => string;
  readonly basis: Readonly<Record<ReportAsk['basis'], string>>;
  /** 'Q3 2026' */
  readonly quarter: (quarter: string, year: string) => string;
  readonly nothing: string;
  readonly page: (n: number, of: number) => string;
}

const en: ReportWords = {
  title: { tax: 'Tax report', salesPeriod: 'Sales by period', salesCustomer: 'Sales by customer', salesItem: 'Sales by item',
    ageing: 'Who owes what', statement: 'Statement of account', payments: 'Payments journal', year: 'Year summary' },
  column: {
    tax: 'Tax', category: 'Kind', rate: 'Rate %', documents: 'Documents', base: 'Taxed amount', amount: 'Tax', period: 'Period', invoices: 'Invoices', notes: 'Credit notes', net: 'Sales before tax', gross: 'With tax',
    customer: 'Customer', code: 'Code', item: 'Item', quantity: 'Quantity', unit: 'Unit', lines: 'Lines', date: 'Date', number: 'Number', currency: 'Currency', section: 'Section',
    notDue: 'Not due', days1to30: '1-30 days', days31to60: '31-60 days', days61to90: '61-90 days', over90: 'Over 90', credit: 'Credit', owed: 'Owed', what: 'What', charged: 'Charged', settled: 'Settled', balance: 'Balance',
    method: 'Method', movements: 'Movements', received: 'Received', reference: 'Reference', inBase: 'Worth', gain: 'Gain or loss', series: 'Series', first: 'First', last: 'Last', missing: 'Missing', due: 'Pay by', late: 'Days late', payment: 'Payment',
  },
  row: {
    categoryS: 'Standard', categoryZ: 'Zero rate', categoryE: 'Exempt', categoryAE: 'Reverse charge', categoryK: 'Within the EU', categoryG: 'Export', categoryO: 'Outside scope',
    taxInvoiced: 'Tax on what was invoiced', taxUnpaidEnd: 'Less tax on invoices not yet paid at the end', taxUnpaidStart: 'Tax on invoices not yet paid at the beginning', taxGivenUp: 'Less tax on what was written off', taxExchange: 'Exchange differences',
    adjustments: 'Discounts and charges on whole documents',
    opening: 'Carried over', 'entry-invoice': 'Invoice', 'entry-credit-note': 'Credit note', 'entry-payment': 'Payment', 'entry-refund': 'Refund', 'entry-write-off': 'Written off', 'entry-early-discount': 'Early-payment discount',
    'entry-rounding': 'Rounding', 'entry-void': 'Undone', 'method-cash': 'Cash', 'method-transfer': 'Transfer', 'method-card': 'Card', 'method-cheque': 'Cheque', 'method-other': 'Other',
  },
  section: { taxCharged: 'Tax on sales', taxWithheld: 'Tax withheld by customers', taxReconciled: 'From invoiced to due', byMethod: 'By method', movements: 'Movements', exchange: 'Exchange gains and losses', salesByMonth: 'Sales by month', owedAtEnd: 'Owed at the end', numbers: 'Numbers issued' },
  total: 'Total', span: (from, to) => `${from} to ${to}`, asOf: (day) => `At the end of ${day}`, basis: { issue: 'By date of invoice', supply: 'By date of supply', paid: 'As it falls due, by payment', due: 'As it falls due' }, quarter: (quarter, year) => `Q${quarter} ${year}`, nothing: 'Nothing in this period.', page: (n, of) => `Page ${n} of ${of}`,
};

const de: ReportWords = {
  title: { tax: 'Steuerbericht', salesPeriod: 'Umsatz nach Zeitraum', salesCustomer: 'Umsatz nach Kunde', salesItem: 'Umsatz nach Artikel',
    ageing: 'Offene Posten nach Alter', statement: 'Kundenkontoauszug', payments: 'Zahlungsjournal', year: 'Jahresübersicht' },
  column: {
    tax: 'Steuer', category: 'Art', rate: 'Satz\u00a0%', documents: 'Belege', base: 'Bemessungsgrundlage', amount: 'Steuer', period: 'Zeitraum', invoices: 'Rechnungen', notes: 'Rechnungskorrekturen', net: 'Umsatz netto', gross: 'Umsatz brutto',
    customer: 'Kunde', code: 'Nummer', item: 'Artikel', quantity: 'Menge', unit: 'Einheit', lines: 'Positionen', date: 'Datum', number: 'Nummer', currency: 'Währung', section: 'Abschnitt',
    notDue: 'Nicht fällig', days1to30: '1-30 Tage', days31to60: '31-60 Tage', days61to90: '61-90 Tage', over90: 'Über 90', credit: 'Guthaben', owed: 'Offen', what: 'Vorgang', charged: 'Soll', settled: 'Haben', balance: 'Saldo',
    method: 'Zahlungsart', movements: 'Bewegungen', received: 'Eingang', reference: 'Verwendungszweck', inBase: 'Wert', gain: 'Kursgewinn oder -verlust', series: 'Nummernkreis', first: 'Erste', last: 'Letzte', missing: 'Fehlende', due: 'Fällig', late: 'Tage überfällig', payment: 'Zahlung',
  },
  row: {
    categoryS: 'Regelsatz', categoryZ: 'Nullsatz', categoryE: 'Steuerfrei', categoryAE: 'Reverse Charge', categoryK: 'Innergemeinschaftlich', categoryG: 'Ausfuhr', categoryO: 'Nicht steuerbar',
    taxInvoiced: 'Steuer laut Rechnungen', taxUnpaidEnd: 'Abzüglich Steuer auf am Ende noch nicht bezahlte Rechnungen', taxUnpaidStart: 'Steuer auf zu Beginn noch nicht bezahlte Rechnungen', taxGivenUp: 'Abzüglich Steuer auf Ausgebuchtes', taxExchange: 'Kursdifferenzen',
    adjustments: 'Nachlässe und Zuschläge auf ganze Belege',
    opening: 'Vortrag', 'entry-invoice': 'Rechnung', 'entry-credit-note': 'Rechnungskorrektur', 'entry-payment': 'Zahlung', 'entry-refund': 'Erstattung', 'entry-write-off': 'Ausgebucht', 'entry-early-discount': 'Skonto',
    'entry-rounding': 'Rundung', 'entry-void': 'Storniert', 'method-cash': 'Bar', 'method-transfer': 'Überweisung', 'method-card': 'Karte', 'method-cheque': 'Scheck', 'method-other': 'Andere',
  },
  section: { taxCharged: 'Steuer auf Umsätze', taxWithheld: 'Von Kunden einbehaltene Steuer', taxReconciled: 'Von berechneter zu fälliger Steuer', byMethod: 'Nach Zahlungsart', movements: 'Bewegungen', exchange: 'Kursgewinne und -verluste', salesByMonth: 'Umsatz nach Monat', owedAtEnd: 'Offen am Ende', numbers: 'Vergebene Nummern' },
  total: 'Summe', span: (from, to) => `${from} bis ${to}`, asOf: (day) => `Am Ende des ${day}`, basis: { issue: 'Nach Rechnungsdatum', supply: 'Nach Leistungsdatum', paid: 'Nach Fälligkeit, bei Zahlung', due: 'Nach Fälligkeit' }, quarter: (quarter, year) => `${quarter}. Quartal ${year}`, nothing: 'Nichts in diesem Zeitraum.', page: (n, of) => `Seite ${n} von ${of}`,
};

const fr: ReportWords = {
  title: { tax: 'État des taxes', salesPeriod: 'Ventes par période', salesCustomer: 'Ventes par client', salesItem: 'Ventes par article',
    ageing: 'Créances par ancienneté', statement: 'Relevé de compte', payments: 'Journal des paiements', year: 'Récapitulatif de l’année' },
  column: {
    tax: 'Taxe', category: 'Nature', rate: 'Taux\u00a0%', documents: 'Documents', base: 'Base imposable', amount: 'Taxe', period: 'Période', invoices: 'Factures', notes: 'Avoirs', net: 'Ventes HT', gross: 'TTC',
    customer: 'Client', code: 'Code', item: 'Article', quantity: 'Quantité', unit: 'Unité', lines: 'Lignes', date: 'Date', number: 'Numéro', currency: 'Devise', section: 'Section',
    notDue: 'Non échu', days1to30: '1-30 jours', days31to60: '31-60 jours', days61to90: '61-90 jours', over90: 'Plus de 90', credit: 'Crédit', owed: 'Dû', what: 'Opération', charged: 'Débit', settled: 'Crédit', balance: 'Solde',
    method: 'Mode', movements: 'Mouvements', received: 'Reçu', reference: 'Référence', inBase: 'Valeur', gain: 'Gain ou perte', series: 'Série', first: 'Premier', last: 'Dernier', missing: 'Manquants', due: 'Échéance', late: 'Jours de retard', payment: 'Paiement',
  },
  row: {
    categoryS: 'Taux normal ou réduit', categoryZ: 'Taux zéro', categoryE: 'Exonéré', categoryAE: 'Autoliquidation', categoryK: 'Intracommunautaire', categoryG: 'Exportation', categoryO: 'Hors champ',
    taxInvoiced: 'Taxe sur les factures émises', taxUnpaidEnd: 'Moins la taxe sur les factures non encaissées à la fin', taxUnpaidStart: 'Taxe sur les factures non encaissées au début', taxGivenUp: 'Moins la taxe sur les pertes', taxExchange: 'Différences de change',
    adjustments: 'Remises et suppléments sur documents entiers',
    opening: 'Report', 'entry-invoice': 'Facture', 'entry-credit-note': 'Avoir', 'entry-payment': 'Paiement', 'entry-refund': 'Remboursement', 'entry-write-off': 'Passé en perte', 'entry-early-discount': 'Escompte',
    'entry-rounding': 'Arrondi', 'entry-void': 'Annulé', 'method-cash': 'Espèces', 'method-transfer': 'Virement', 'method-card': 'Carte', 'method-cheque': 'Chèque', 'method-other': 'Autre',
  },
  section: { taxCharged: 'Taxe sur les ventes', taxWithheld: 'Taxe retenue par les clients', taxReconciled: 'De la taxe facturée à la taxe exigible', byMethod: 'Par mode de paiement', movements: 'Mouvements', exchange: 'Gains et pertes de change', salesByMonth: 'Ventes par mois', owedAtEnd: 'Créances en fin de période', numbers: 'Numéros émis' },
  total: 'Total', span: (from, to) => `du ${from} au ${to}`, asOf: (day) => `Situation au ${day}`, basis: { issue: 'Selon la date de facture', supply: 'Selon la date de livraison', paid: 'Selon l’exigibilité, à l’encaissement', due: 'Selon l’exigibilité' }, quarter: (quarter, year) => `T${quarter} ${year}`, nothing: 'Rien sur cette période.', page: (n, of) => `Page ${n} sur ${of}`,
};

const es: ReportWords = {
  title: { tax: 'Informe de impuestos', salesPeriod: 'Ventas por periodo', salesCustomer: 'Ventas por cliente', salesItem: 'Ventas por artículo',
    ageing: 'Saldos de clientes por antigüedad', statement: 'Estado de cuenta', payments: 'Diario de cobros', year: 'Resumen del año' },
  column: {
    tax: 'Impuesto', category: 'Tipo de operación', rate: 'Tipo\u00a0%', documents: 'Documentos', base: 'Base imponible', amount: 'Cuota', period: 'Periodo', invoices: 'Facturas', notes: 'Facturas rectificativas', net: 'Ventas sin impuestos', gross: 'Con impuestos',
    customer: 'Cliente', code: 'Código', item: 'Artículo', quantity: 'Cantidad', unit: 'Unidad', lines: 'Líneas', date: 'Fecha', number: 'Número', currency: 'Moneda', section: 'Sección',
    notDue: 'Sin vencer', days1to30: '1-30 días', days31to60: '31-60 días', days61to90: '61-90 días', over90: 'Más de 90', credit: 'Saldo a favor', owed: 'Pendiente', what: 'Operación', charged: 'Debe', settled: 'Haber', balance: 'Saldo',
    method: 'Forma de pago', movements: 'Movimientos', received: 'Cobrado', reference: 'Referencia', inBase: 'Valor', gain: 'Ganancia o pérdida', series: 'Serie', first: 'Primero', last: 'Último', missing: 'Faltan', due: 'Vencimiento', late: 'Días de retraso', payment: 'Cobro',
  },
  row: {
    categoryS: 'Sujeto y no exento', categoryZ: 'Tipo cero', categoryE: 'Exento', categoryAE: 'Inversión del sujeto pasivo', categoryK: 'Intracomunitario', categoryG: 'Exportación', categoryO: 'No sujeto',
    taxInvoiced: 'Cuota de lo facturado', taxUnpaidEnd: 'Menos la cuota de facturas no cobradas al final', taxUnpaidStart: 'Cuota de facturas no cobradas al principio', taxGivenUp: 'Menos la cuota de lo dado de baja', taxExchange: 'Diferencias de cambio',
    adjustments: 'Descuentos y recargos sobre documentos enteros',
    opening: 'Saldo anterior', 'entry-invoice': 'Factura', 'entry-credit-note': 'Factura rectificativa', 'entry-payment': 'Cobro', 'entry-refund': 'Devolución', 'entry-write-off': 'Dado de baja', 'entry-early-discount': 'Descuento por pronto pago',
    'entry-rounding': 'Redondeo', 'entry-void': 'Anulado', 'method-cash': 'Efectivo', 'method-transfer': 'Transferencia', 'method-card': 'Tarjeta', 'method-cheque': 'Cheque', 'method-other': 'Otro',
  },
  section: { taxCharged: 'Impuesto sobre ventas', taxWithheld: 'Retenciones de clientes', taxReconciled: 'De la cuota facturada a la devengada', byMethod: 'Por forma de pago', movements: 'Movimientos', exchange: 'Ganancias y pérdidas de cambio', salesByMonth: 'Ventas por mes', owedAtEnd: 'Pendiente al final', numbers: 'Números emitidos' },
  total: 'Total', span: (from, to) => `del ${from} al ${to}`, asOf: (day) => `Situación a ${day}`, basis: { issue: 'Por fecha de factura', supply: 'Por fecha de entrega', paid: 'Según el devengo, al cobro', due: 'Según el devengo' }, quarter: (quarter, year) => `T${quarter} ${year}`, nothing: 'Nada en este periodo.', page: (n, of) => `Página ${n} de ${of}`,
};

const ALL: Readonly<Record<Lang, ReportWords>> = { en, de, fr, es };

export function reportWordsOf(lang: Lang): ReportWords {
  return ALL[lang];
}

/** A heading by the id that main sent; the id itself for one this version has no word for. */
export function wordIn(words: Readonly<Record<string, string>>, id: string): string {
  return words[id] ?? id;
}
