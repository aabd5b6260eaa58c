// Every word a reminder letter says by itself, in the four document languages; the letter's own text is the owner's. Pure.
import type { Lang } from '../domain/lang.ts';

export interface ReminderWords {
  /** 'Letter 12' */
  readonly letter: (number: string) => string;
  readonly date: string;
  readonly payBy: string;
  readonly invoice: string;
  readonly dated: string;
  readonly dueOn: string;
  readonly days: string;
  readonly open: string;
  readonly sum: string;
  readonly fee: string;
  /** 'Interest, 9 % a year (act/365)' */
  readonly interest: (rate: string | null, convention: string) => string;
  readonly total: string;
  readonly headline: (day: string) => string;
}

const WORDS: Readonly<Record<Lang, ReminderWords>> = {
  en: {
    letter: (number) => `Letter ${number}`, date: 'Date', payBy: 'Pay by', invoice: 'Invoice', dated: 'Dated', dueOn: 'Was due on', days: 'Days late', open: 'Open', sum: 'Open in all', fee: 'Reminder fee',
    interest: (rate, convention) => `${rate === null ? 'Statutory interest' : `Interest, ${rate}\u00a0% a year`} (${convention})`, total: 'To pay', headline: (day) => `To pay by ${day}`,
  },
  de: {
    letter: (number) => `Schreiben ${number}`, date: 'Datum', payBy: 'Zahlbar bis', invoice: 'Rechnung', dated: 'vom', dueOn: 'Fällig am', days: 'Tage überfällig', open: 'Offen', sum: 'Offen insgesamt', fee: 'Mahngebühr',
    interest: (rate, convention) => `${rate === null ? 'Gesetzliche Verzugszinsen' : `Verzugszinsen, ${rate}\u00a0% pro Jahr`} (${convention})`, total: 'Zu zahlen', headline: (day) => `Zu zahlen bis ${day}`,
  },
  fr: {
    letter: (number) => `Lettre ${number}`, date: 'Date', payBy: 'À payer d’ici le', invoice: 'Facture', dated: 'Du', dueOn: 'Échéance', days: 'Jours de retard', open: 'Reste dû', sum: 'Total dû', fee: 'Frais de relance',
    interest: (rate, convention) => `${rate === null ? 'Intérêts de retard au taux légal' : `Intérêts de retard, ${rate}\u00a0% par an`} (${convention})`, total: 'À payer', headline: (day) => `À payer d’ici le ${day}`,
  },
  es: {
    letter: (number) => `Carta ${number}`, date: 'Fecha', payBy: 'Vencimiento', invoice: 'Factura', dated: 'Del', dueOn: 'Venció el', days: 'Días de retraso', open: 'Pendiente', sum: 'Total pendiente', fee: 'Gastos de reclamación',
    interest: (rate, convention) => `${rate === null ? 'Intereses de demora legales' : `Intereses de demora, ${rate}\u00a0% anual`} (${convention})`, total: 'A pagar', headline: (day) => `A pagar hasta el ${day}`,
  },
};

export function reminderWordsOf(lang: Lang): ReminderWords {
  return WORDS[lang];
}
