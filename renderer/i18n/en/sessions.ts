// Who is in and who was: logins on the security screen.
export const sessions = {
  title: 'Logins',
  now: '{{name}} is in, since {{when}}',
  of: 'Logins of',
  list: 'Logins of {{name}}',
  none: '{{name}} has not logged in yet.',
  more: 'Show all {{count}}',
  way: { totp: 'PIN and phone code', recoveryCode: 'PIN and a recovery code', kit: 'Recovery Kit', create: 'First run', enrol: 'One-time code, PIN and phone set', unknown: 'No longer on record' },
  refused: 'Refused: the way in was closed',
  tries_zero: 'no wrong try before',
  tries_one: '{{count}} wrong try before',
  tries_other: '{{count}} wrong tries before',
  idle: {
    title: 'Lock sooner for some roles',
    text: 'Never later than for everybody. Holds from the next login on.',
    usual_one: 'as everybody, {{count}} minute',
    usual_other: 'as everybody, {{count}} minutes',
  },
  one: 'Only one person can be in at a time on this laptop. Who is suspended or removed is put out at once, wherever they are in the program.',
};
