// Moments in time.
export const when = {
  today: 'aujourd’hui à {{time}}',
  yesterday: 'hier à {{time}}',
  on: 'le {{day}}',
  justNow: 'à l’instant',
  minutes_one: 'il y a {{count}} minute',
  minutes_many: 'il y a {{count}} de minutes',
  minutes_other: 'il y a {{count}} minutes',
};
