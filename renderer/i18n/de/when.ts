// Moments in time.
export const when = {
  today: 'heute {{time}}',
  yesterday: 'gestern {{time}}',
  on: 'am {{day}}',
  justNow: 'gerade eben',
  minutes_one: 'vor {{count}} Minute',
  minutes_other: 'vor {{count}} Minuten',
};
