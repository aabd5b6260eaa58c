// The three levels a business starts with, in four languages, friendly first. The owner changes them in the settings. Called by reminderSettings.ts only.
import type { ReminderLevelWire, ReminderSettings } from '../../contract/reminders.ts';

type Texts = ReminderLevelWire['texts'];

const FRIENDLY: Texts = {
  en: {
    title: 'A friendly reminder',
    text: 'Hello {contact},\n\nthe payment below has not reached us yet. Perhaps it was simply overlooked.',
    closing: 'Please transfer {total} by {payBy}. If you have paid in the meantime, thank you; then this letter needs nothing more.',
  },
  de: {
    title: 'Zahlungserinnerung',
    text: 'Guten Tag {contact},\n\nfür die folgende Rechnung haben wir noch keinen Zahlungseingang festgestellt. Vielleicht wurde sie nur übersehen.',
    closing: 'Bitte überweisen Sie {total} bis zum {payBy}. Sollten Sie inzwischen gezahlt haben, betrachten Sie dieses Schreiben bitte als gegenstandslos.',
  },
  fr: {
    title: 'Rappel de paiement',
    text: 'Bonjour {contact},\n\nsauf erreur de notre part, le règlement ci-dessous ne nous est pas encore parvenu. Il s’agit sans doute d’un simple oubli.',
    closing: 'Nous vous remercions de régler {total} au plus tard le {payBy}. Si votre paiement a croisé ce courrier, veuillez ne pas en tenir compte.',
  },
  es: {
    title: 'Recordatorio de pago',
    text: 'Hola, {contact}:\n\nTodavía no hemos recibido el pago de la factura siguiente. Quizá se trate de un simple olvido.',
    closing: 'Le rogamos que abone {total} a más tardar el {payBy}. Si ya ha realizado el pago, no tenga en cuenta esta carta.',
  },
};
const SECOND: Texts = {
  en: {
    title: 'Second reminder',
    text: 'Hello {contact},\n\nwe wrote to you about {numbers} before, and the payment is still open.',
    closing: 'Please transfer {total} by {payBy}. If something about the invoice is not right, tell us now.',
  },
  de: {
    title: 'Zweite Mahnung',
    text: 'Guten Tag {contact},\n\nwir haben Sie bereits an {numbers} erinnert; die Zahlung steht noch aus.',
    closing: 'Bitte überweisen Sie {total} bis zum {payBy}. Falls Sie Einwände gegen die Rechnung haben, melden Sie sich bitte bei uns.',
  },
  fr: {
    title: 'Deuxième relance',
    text: 'Bonjour {contact},\n\nmalgré notre précédent rappel au sujet de {numbers}, le règlement reste dû.',
    closing: 'Nous vous remercions de régler {total} au plus tard le {payBy}. Si vous contestez cette facture, merci de nous en informer sans attendre.',
  },
  es: {
    title: 'Segundo recordatorio',
    text: 'Hola, {contact}:\n\nYa le recordamos {numbers} y el pago sigue pendiente.',
    closing: 'Le rogamos que abone {total} a más tardar el {payBy}. Si no está conforme con la factura, comuníquenoslo cuanto antes.',
  },
};
const LAST: Texts = {
  en: {
    title: 'Last reminder',
    text: 'Hello {contact},\n\n{numbers} has been due for {days} days, in spite of our letters.',
    closing: 'This is our last reminder. Please transfer {total} by {payBy}; after that day we will have the claim collected.',
  },
  de: {
    title: 'Letzte Mahnung',
    text: 'Guten Tag {contact},\n\n{numbers} ist trotz unserer Mahnungen seit {days} Tagen überfällig.',
    closing: 'Dies ist unsere letzte Mahnung. Bitte überweisen Sie {total} bis zum {payBy}; nach Ablauf dieser Frist geben wir die Forderung zum Einzug weiter.',
  },
  fr: {
    title: 'Dernière relance',
    text: 'Bonjour {contact},\n\nmalgré nos relances, {numbers} reste impayé depuis {days} jours.',
    closing: 'Ceci est notre dernière relance. Veuillez régler {total} au plus tard le {payBy}\u00a0; passé ce délai, nous engagerons le recouvrement de la créance.',
  },
  es: {
    title: 'Último recordatorio',
    text: 'Hola, {contact}:\n\nA pesar de nuestros recordatorios, {numbers} está vencido desde hace {days} días.',
    closing: 'Este es nuestro último recordatorio. Le rogamos que abone {total} a más tardar el {payBy}; pasado ese plazo reclamaremos el cobro por otras vías.',
  },
};

const level = (after: number, texts: Texts): ReminderLevelWire => ({ after, payWithin: 10, fees: [], interest: { kind: 'none' }, texts });

/** Neither fees nor interest: those are for the owner to decide. The margin is the one of the EU's late-payment directive. */
export const DEFAULT_REMINDERS: ReminderSettings = {
  levels: [level(7, FRIENDLY), level(21, SECOND), level(35, LAST)],
  convention: 'act/365',
  statutory: { margin: '8', base: [] },
};
