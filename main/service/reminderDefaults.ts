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
    text: 'Guten Tag {contact},\n\nfür die folgende Rechnung ist noch kein Geld bei uns eingegangen. Vielleicht wurde sie nur übersehen.',
    closing: 'Bitte überweisen Sie {total} bis zum {payBy}. Falls Sie inzwischen gezahlt haben, danken wir Ihnen; dann ist dieses Schreiben erledigt.',
  },
  fr: {
    title: 'Rappel amical',
    text: 'Bonjour {contact},\n\nle paiement ci-dessous ne nous est pas encore parvenu. Il s’agit peut-être d’un simple oubli.',
    closing: 'Merci de virer {total} avant le {payBy}. Si vous avez payé entre-temps, nous vous remercions ; cette lettre est alors sans objet.',
  },
  es: {
    title: 'Recordatorio amistoso',
    text: 'Hola {contact}:\n\ntodavía no hemos recibido el pago siguiente. Quizá solo se pasó por alto.',
    closing: 'Le rogamos transferir {total} antes del {payBy}. Si ya pagó, muchas gracias; entonces esta carta queda sin efecto.',
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
    text: 'Guten Tag {contact},\n\nwir haben Ihnen zu {numbers} schon geschrieben, und die Zahlung steht noch aus.',
    closing: 'Bitte überweisen Sie {total} bis zum {payBy}. Wenn an der Rechnung etwas nicht stimmt, sagen Sie es uns jetzt.',
  },
  fr: {
    title: 'Deuxième relance',
    text: 'Bonjour {contact},\n\nnous vous avons déjà écrit au sujet de {numbers}, et le paiement reste dû.',
    closing: 'Merci de virer {total} avant le {payBy}. Si quelque chose ne va pas dans la facture, dites-le-nous maintenant.',
  },
  es: {
    title: 'Segundo recordatorio',
    text: 'Hola {contact}:\n\nya le escribimos sobre {numbers} y el pago sigue pendiente.',
    closing: 'Le rogamos transferir {total} antes del {payBy}. Si algo de la factura no está bien, díganoslo ahora.',
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
    text: 'Guten Tag {contact},\n\n{numbers} ist trotz unserer Schreiben seit {days} Tagen fällig.',
    closing: 'Dies ist unsere letzte Mahnung. Bitte überweisen Sie {total} bis zum {payBy}; danach lassen wir die Forderung einziehen.',
  },
  fr: {
    title: 'Dernière relance',
    text: 'Bonjour {contact},\n\nmalgré nos lettres, {numbers} est dû depuis {days} jours.',
    closing: 'Ceci est notre dernière relance. Merci de virer {total} avant le {payBy} ; passé ce jour, nous ferons recouvrer la créance.',
  },
  es: {
    title: 'Último recordatorio',
    text: 'Hola {contact}:\n\na pesar de nuestras cartas, {numbers} está vencido desde hace {days} días.',
    closing: 'Este es nuestro último recordatorio. Le rogamos transferir {total} antes del {payBy}; después de ese día encargaremos el cobro.',
  },
};

const level = (after: number, texts: Texts): ReminderLevelWire => ({ after, payWithin: 10, fees: [], interest: { kind: 'none' }, texts });

/** Neither fees nor interest: those are for the owner to decide. The margin is the one of the EU's late-payment directive. */
export const DEFAULT_REMINDERS: ReminderSettings = {
  levels: [level(7, FRIENDLY), level(21, SECOND), level(35, LAST)],
  convention: 'act/365',
  statutory: { margin: '8', base: [] },
};
