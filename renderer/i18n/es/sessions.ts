// Quién está dentro y quién estuvo: accesos en la página de seguridad.
export const sessions = {
  title: 'Accesos',
  now: '{{name}} ha iniciado sesión, desde {{when}}',
  of: 'Accesos de',
  list: 'Accesos de {{name}}',
  none: '{{name}} todavía no ha entrado.',
  more: 'Mostrar los {{count}}',
  way: { totp: 'PIN y código del teléfono', recoveryCode: 'PIN y un código de recuperación', kit: 'Kit de recuperación', create: 'Primera puesta en marcha', enrol: 'Código de un solo uso, PIN y teléfono elegidos', unknown: 'Ya no consta' },
  refused: 'Rechazado: el acceso estaba cerrado',
  tries_zero: 'ningún intento fallido antes',
  tries_one: '{{count}} intento fallido antes',
  tries_many: '{{count}} de intentos fallidos antes',
  tries_other: '{{count}} intentos fallidos antes',
  idle: {
    title: 'Bloquear antes para algunos roles',
    text: 'Nunca más tarde que para todos. Vale desde el próximo acceso.',
    usual_one: 'como todos, {{count}} minuto',
    usual_many: 'como todos, {{count}} de minutos',
    usual_other: 'como todos, {{count}} minutos',
  },
  one: 'En este portátil solo puede trabajar una persona a la vez. A quien se suspende o se quita se le cierra la sesión al momento, esté donde esté en el programa.',
};
