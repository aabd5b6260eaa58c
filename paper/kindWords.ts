// What each kind of document calls itself, its reader and its sum, in the four document languages. Pure.
import type { Snapshot } from '../contract/invoices.ts';
import type { Lang } from '../domain/lang.ts';
import { type DocumentTitle, titleOf } from '../domain/lifecycle.ts';


/** The words that change with the kind of document. */
export interface KindWords {
  readonly title: string;
  /** Above the buyer's address. */
  readonly to: string;
  /** As another document names it: 'quote Q-2026-0007 of 20 Nov 2026'. */
  readonly named: (number: string, day: string) => string;
  /** Above the figure at the top; the day is until when a quote is good, or when to pay. Null: there is no such figure. */
  readonly headline: ((day: string | null) => string) | null;
  /** Beside the last sum. */
  readonly total: string;
  /** A sentence under the lines that the law or good sense wants. */
  readonly says: string;
}

function named(word: string, of: string): KindWords['named'] {
  return (number, day) => `${word} ${number} ${of} ${day}`;
}

const en: Readonly<Record<DocumentTitle, KindWords>> = {
  // EN 16931 type 381. In German not 'Gutschrift': that is what a buyer writes (§ 14 UStG).
  'credit-note': { title: 'Credit note', to: 'Credit to', named: named('credit note', 'of'), headline: () => 'To your credit', total: 'To your credit', says: '' },
  invoice: { title: 'Invoice', to: 'Invoice to', named: named('invoice', 'of'), headline: (day) => (day === null ? 'To pay' : `To pay by ${day}`), total: 'To pay', says: '' },
  'deposit-invoice': { title: 'Deposit invoice', to: 'Invoice to', named: named('deposit invoice', 'of'), headline: (day) => (day === null ? 'To pay' : `To pay by ${day}`), total: 'To pay', says: '' },
  'part-invoice': { title: 'Part invoice', to: 'Invoice to', named: named('part invoice', 'of'), headline: (day) => (day === null ? 'To pay' : `To pay by ${day}`), total: 'To pay', says: '' },
  'final-invoice': { title: 'Final invoice', to: 'Invoice to', named: named('final invoice', 'of'), headline: (day) => (day === null ? 'To pay' : `To pay by ${day}`), total: 'To pay', says: '' },
  quote: { title: 'Quote', to: 'Quote for', named: named('quote', 'of'), headline: (day) => (day === null ? 'Total' : `Total, good until ${day}`), total: 'Total', says: '' },
  'order-confirmation': { title: 'Order confirmation', to: 'Order of', named: named('order confirmation', 'of'), headline: () => 'Total', total: 'Total', says: '' },
  'delivery-note': { title: 'Delivery note', to: 'Deliver to', named: named('delivery note', 'of'), headline: null, total: '', says: '' },
  'pro-forma': { title: 'Pro forma', to: 'Pro forma for', named: named('pro forma', 'of'), headline: () => 'Total', total: 'Total', says: 'This is not an invoice and asks for no tax. An invoice follows.' },
};

const de: Readonly<Record<DocumentTitle, KindWords>> = {
  'credit-note': { title: 'Rechnungskorrektur', to: 'Korrektur an', named: named('Rechnungskorrektur', 'vom'), headline: () => 'Zu Ihren Gunsten', total: 'Zu Ihren Gunsten', says: '' },
  invoice: { title: 'Rechnung', to: 'Rechnung an', named: named('Rechnung', 'vom'), headline: (day) => (day === null ? 'Zu zahlen' : `Zu zahlen bis ${day}`), total: 'Zu zahlen', says: '' },
  'deposit-invoice': { title: 'Anzahlungsrechnung', to: 'Rechnung an', named: named('Anzahlungsrechnung', 'vom'), headline: (day) => (day === null ? 'Zu zahlen' : `Zu zahlen bis ${day}`), total: 'Zu zahlen', says: '' },
  'part-invoice': { title: 'Teilrechnung', to: 'Rechnung an', named: named('Teilrechnung', 'vom'), headline: (day) => (day === null ? 'Zu zahlen' : `Zu zahlen bis ${day}`), total: 'Zu zahlen', says: '' },
  'final-invoice': { title: 'Schlussrechnung', to: 'Rechnung an', named: named('Schlussrechnung', 'vom'), headline: (day) => (day === null ? 'Zu zahlen' : `Zu zahlen bis ${day}`), total: 'Zu zahlen', says: '' },
  quote: { title: 'Angebot', to: 'Angebot für', named: named('Angebot', 'vom'), headline: (day) => (day === null ? 'Summe' : `Summe, gültig bis ${day}`), total: 'Summe', says: '' },
  'order-confirmation': { title: 'Auftragsbestätigung', to: 'Auftrag von', named: named('Auftragsbestätigung', 'vom'), headline: () => 'Summe', total: 'Summe', says: '' },
  'delivery-note': { title: 'Lieferschein', to: 'Lieferung an', named: named('Lieferschein', 'vom'), headline: null, total: '', says: '' },
  'pro-forma': { title: 'Proforma', to: 'Proforma für', named: named('Proforma', 'vom'), headline: () => 'Summe', total: 'Summe', says: 'Dies ist keine Rechnung im Sinne des Umsatzsteuergesetzes. Eine Rechnung folgt.' },
};

const fr: Readonly<Record<DocumentTitle, KindWords>> = {
  'credit-note': { title: 'Avoir', to: 'Avoir pour', named: named('avoir', 'du'), headline: () => 'En votre faveur', total: 'En votre faveur', says: '' },
  invoice: { title: 'Facture', to: 'Facturé à', named: named('facture', 'du'), headline: (day) => (day === null ? 'À payer' : `À payer d’ici le ${day}`), total: 'À payer', says: '' },
  'deposit-invoice': { title: 'Facture d’acompte', to: 'Facturé à', named: named('facture d’acompte', 'du'), headline: (day) => (day === null ? 'À payer' : `À payer d’ici le ${day}`), total: 'À payer', says: '' },
  'part-invoice': { title: 'Facture partielle', to: 'Facturé à', named: named('facture partielle', 'du'), headline: (day) => (day === null ? 'À payer' : `À payer d’ici le ${day}`), total: 'À payer', says: '' },
  'final-invoice': { title: 'Facture de solde', to: 'Facturé à', named: named('facture de solde', 'du'), headline: (day) => (day === null ? 'À payer' : `À payer d’ici le ${day}`), total: 'À payer', says: '' },
  quote: { title: 'Devis', to: 'Devis pour', named: named('devis', 'du'), headline: (day) => (day === null ? 'Total' : `Total, valable jusqu’au ${day}`), total: 'Total', says: '' },
  'order-confirmation': { title: 'Confirmation de commande', to: 'Commande de', named: named('confirmation de commande', 'du'), headline: () => 'Total', total: 'Total', says: '' },
  'delivery-note': { title: 'Bon de livraison', to: 'Livré à', named: named('bon de livraison', 'du'), headline: null, total: '', says: '' },
  'pro-forma': { title: 'Facture pro forma', to: 'Pro forma pour', named: named('facture pro forma', 'du'), headline: () => 'Total', total: 'Total', says: 'Ce document n’est pas une facture. La facture suivra.' },
};

const es: Readonly<Record<DocumentTitle, KindWords>> = {
  'credit-note': { title: 'Factura rectificativa', to: 'Abonar a', named: named('factura rectificativa', 'del'), headline: () => 'A su favor', total: 'A su favor', says: '' },
  invoice: { title: 'Factura', to: 'Facturar a', named: named('factura', 'del'), headline: (day) => (day === null ? 'A pagar' : `A pagar hasta el ${day}`), total: 'A pagar', says: '' },
  'deposit-invoice': { title: 'Factura de anticipo', to: 'Facturar a', named: named('factura de anticipo', 'del'), headline: (day) => (day === null ? 'A pagar' : `A pagar hasta el ${day}`), total: 'A pagar', says: '' },
  'part-invoice': { title: 'Factura parcial', to: 'Facturar a', named: named('factura parcial', 'del'), headline: (day) => (day === null ? 'A pagar' : `A pagar hasta el ${day}`), total: 'A pagar', says: '' },
  'final-invoice': { title: 'Factura final', to: 'Facturar a', named: named('factura final', 'del'), headline: (day) => (day === null ? 'A pagar' : `A pagar hasta el ${day}`), total: 'A pagar', says: '' },
  quote: { title: 'Presupuesto', to: 'Presupuesto para', named: named('presupuesto', 'del'), headline: (day) => (day === null ? 'Total' : `Total, válido hasta el ${day}`), total: 'Total', says: '' },
  'order-confirmation': { title: 'Confirmación de pedido', to: 'Pedido de', named: named('confirmación de pedido', 'del'), headline: () => 'Total', total: 'Total', says: '' },
  'delivery-note': { title: 'Albarán', to: 'Entregar a', named: named('albarán', 'del'), headline: null, total: '', says: '' },
  'pro-forma': { title: 'Factura proforma', to: 'Proforma para', named: named('factura proforma', 'del'), headline: () => 'Total', total: 'Total', says: 'Este documento no es una factura. La factura se emitirá después.' },
};

const KINDS: Readonly<Record<Lang, Readonly<Record<DocumentTitle, KindWords>>>> = { en, de, fr, es };

/** The words of a document in a language: those of its kind, or of a part invoice. */
export function kindWords(of: Pick<Snapshot, 'kind' | 'part'>, lang: Lang): KindWords {
  return KINDS[lang][titleOf(of)];
}
