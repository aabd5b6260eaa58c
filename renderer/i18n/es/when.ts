// Moments in time.
export const when = {
  today: 'hoy {{time}}',
  yesterday: 'ayer {{time}}',
  on: 'el {{day}}',
  justNow: 'ahora mismo',
  minutes_one: 'hace {{count}} minuto',
  minutes_many: 'hace {{count}} de minutos',
  minutes_other: 'hace {{count}} minutos',
};
