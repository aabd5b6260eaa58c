// The navigation at the side.
export const rail = {
  name: 'Main',
  home: 'Home',
  invoices: 'Invoices',
  reminders: 'Reminders',
  payments: 'Payments',
  papers: 'Quotes',
  recurring: 'Recurring',
  bank: 'Bank',
  customers: 'Customers',
  items: 'Items',
  reports: 'Reports',
  alerts: 'Alerts',
  security: 'Security',
  settings: 'Settings',
  lock: 'Lock',
  needsYou: 'something needs you here',
};
