// The navigation at the side.
export const rail = {
  name: 'Principal',
  home: 'Accueil',
  invoices: 'Factures',
  reminders: 'Relances',
  payments: 'Paiements',
  papers: 'Devis',
  recurring: 'Récurrentes',
  bank: 'Banque',
  customers: 'Clients',
  items: 'Articles',
  reports: 'Rapports',
  alerts: 'Alertes',
  security: 'Sécurité',
  settings: 'Réglages',
  lock: 'Verrouiller',
  needsYou: 'quelque chose vous attend ici',
};
