// Wer drin ist und wer es war: Anmeldungen auf der Sicherheitsseite.
export const sessions = {
  title: 'Anmeldungen',
  now: '{{name}} ist angemeldet, seit {{when}}',
  of: 'Anmeldungen von',
  list: 'Anmeldungen von {{name}}',
  none: '{{name}} hat sich noch nicht angemeldet.',
  more: 'Alle {{count}} anzeigen',
  way: { totp: 'PIN und Telefoncode', recoveryCode: 'PIN und ein Ersatzcode', kit: 'Recovery Kit', create: 'Ersteinrichtung', enrol: 'Einmalcode, PIN und Telefon eingerichtet', unknown: 'Nicht mehr im Protokoll' },
  refused: 'Abgewiesen: Der Zugang war geschlossen',
  tries_zero: 'kein Fehlversuch davor',
  tries_one: '{{count}} Fehlversuch davor',
  tries_other: '{{count}} Fehlversuche davor',
  idle: {
    title: 'Für manche Rollen früher sperren',
    text: 'Nie später als für alle. Gilt ab der nächsten Anmeldung.',
    usual_one: 'wie alle, {{count}} Minute',
    usual_other: 'wie alle, {{count}} Minuten',
  },
  one: 'An diesem Laptop kann immer nur eine Person angemeldet sein. Wer gesperrt oder entfernt wird, wird sofort abgemeldet, wo auch immer im Programm.',
};
