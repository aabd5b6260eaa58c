// Qui est connecté et qui l’a été : les connexions, sur la page de sécurité.
export const sessions = {
  title: 'Connexions',
  now: '{{name}} est connecté, depuis {{when}}',
  of: 'Connexions de',
  list: 'Connexions de {{name}}',
  none: '{{name}} ne s’est pas encore connecté.',
  more: 'Afficher les {{count}}',
  way: { totp: 'PIN et code du téléphone', recoveryCode: 'PIN et un code de secours', kit: 'Kit de secours', create: 'Première installation', enrol: 'Code à usage unique, PIN et téléphone choisis', unknown: 'N’est plus au journal' },
  refused: 'Refusé\u00a0: l’accès était fermé',
  tries_zero: 'aucun essai erroné avant',
  tries_one: '{{count}} essai erroné avant',
  tries_many: '{{count}} d’essais erronés avant',
  tries_other: '{{count}} essais erronés avant',
  idle: {
    title: 'Verrouiller plus tôt pour certains rôles',
    text: 'Jamais plus tard que pour tous. Vaut dès la prochaine connexion.',
    usual_one: 'comme tous, {{count}} minute',
    usual_many: 'comme tous, {{count}} de minutes',
    usual_other: 'comme tous, {{count}} minutes',
  },
  one: 'Une seule personne à la fois peut être connectée sur cet ordinateur. Qui est suspendu ou retiré est déconnecté aussitôt, où qu’il soit dans le logiciel.',
};
