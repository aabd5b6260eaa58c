// Every word a receipt says by itself, in the four document languages. Pure.
import type { CardBrand, PaymentMethod } from '../domain/paymentMethod.ts';
import type { Lang } from '../domain/lang.ts';

export interface ReceiptWords {
  /** 'Receipt 12' */
  readonly title: (number: string) => string;
  readonly received: (day: string) => string;
  readonly day: string;
  readonly method: string;
  readonly methods: Readonly<Record<PaymentMethod, string>>;
  readonly document: string;
  readonly dated: string;
  readonly paid: string;
  readonly credit: string;
  readonly sum: string;
  readonly otherCard: string;
  /** The stamp, and what it means. */
  readonly void: string;
  readonly voided: (day: string) => string;
}

/** Names are the same everywhere. */
export const BRANDS: Readonly<Record<Exclude<CardBrand, 'other'>, string>> = {
  visa: 'Visa', mastercard: 'Mastercard', amex: 'American Express', diners: 'Diners Club', discover: 'Discover', jcb: 'JCB', unionpay: 'UnionPay', maestro: 'Maestro', girocard: 'girocard',
};

const WORDS: Readonly<Record<Lang, ReceiptWords>> = {
  en: {
    title: (number) => `Receipt ${number}`, received: (day) => `Received on ${day}`, day: 'Paid on', method: 'Paid by', methods: { cash: 'Cash', transfer: 'Bank transfer', card: 'Card', cheque: 'Cheque', other: 'Other' },
    document: 'For', dated: 'Dated', paid: 'Paid', credit: 'Kept as your credit', sum: 'Received', otherCard: 'card',
    void: 'Void', voided: (day) => `The payment was taken back on ${day}.`,
  },
  de: {
    title: (number) => `Quittung ${number}`, received: (day) => `Erhalten am ${day}`, day: 'Bezahlt am', method: 'Zahlungsart', methods: { cash: 'Bar', transfer: 'Überweisung', card: 'Karte', cheque: 'Scheck', other: 'Anderes' },
    document: 'Für', dated: 'Vom', paid: 'Bezahlt', credit: 'Als Ihr Guthaben vermerkt', sum: 'Erhalten', otherCard: 'Karte',
    void: 'Ungültig', voided: (day) => `Die Zahlung wurde am ${day} zurückgenommen.`,
  },
  fr: {
    title: (number) => `Reçu ${number}`, received: (day) => `Reçu le ${day}`, day: 'Payé le', method: 'Mode de paiement', methods: { cash: 'Espèces', transfer: 'Virement', card: 'Carte', cheque: 'Chèque', other: 'Autre' },
    document: 'Pour', dated: 'Du', paid: 'Payé', credit: 'Porté à votre crédit', sum: 'Reçu', otherCard: 'carte',
    void: 'Annulé', voided: (day) => `Le paiement a été annulé le ${day}.`,
  },
  es: {
    title: (number) => `Recibo ${number}`, received: (day) => `Recibido el ${day}`, day: 'Pagado el', method: 'Forma de pago', methods: { cash: 'Efectivo', transfer: 'Transferencia', card: 'Tarjeta', cheque: 'Cheque', other: 'Otra' },
    document: 'Por', dated: 'Del', paid: 'Pagado', credit: 'Queda como saldo a su favor', sum: 'Recibido', otherCard: 'tarjeta',
    void: 'Anulado', voided: (day) => `El pago se anuló el ${day}.`,
  },
};

export function receiptWordsOf(lang: Lang): ReceiptWords {
  return WORDS[lang];
}
