// Moments in time.
export const when = {
  today: 'today {{time}}',
  yesterday: 'yesterday {{time}}',
  on: 'on {{day}}',
  justNow: 'just now',
  minutes_one: '{{count}} minute ago',
  minutes_other: '{{count}} minutes ago',
};
