// The navigation at the side.
export const rail = {
  name: 'Principal',
  home: 'Inicio',
  invoices: 'Facturas',
  reminders: 'Recordar',
  payments: 'Pagos',
  papers: 'Ofertas',
  recurring: 'Recurrentes',
  bank: 'Banco',
  customers: 'Clientes',
  items: 'Artículos',
  reports: 'Informes',
  alerts: 'Alertas',
  security: 'Seguridad',
  settings: 'Ajustes',
  lock: 'Bloquear',
  needsYou: 'algo le espera aquí',
};
