// The navigation at the side.
export const rail = {
  name: 'Hauptmenü',
  home: 'Start',
  invoices: 'Rechnungen',
  reminders: 'Mahnungen',
  payments: 'Zahlungen',
  papers: 'Angebote',
  recurring: 'Wieder\u00adkehrend',
  bank: 'Bank',
  customers: 'Kunden',
  items: 'Artikel',
  reports: 'Berichte',
  backups: 'Sicherung',
  alerts: 'Warnungen',
  security: 'Sicherheit',
  // Too wide for the rail in one piece; the soft hyphen says where it may break.
  settings: 'Einstel\u00adlungen',
  lock: 'Sperren',
  needsYou: 'hier ist etwas zu tun',
};
