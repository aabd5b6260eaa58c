// Pairing the phone with the authenticator app.
export const phone = {
  qr: 'Code QR pour votre application d’authentification',
  step1: 'Ouvrez une application d’authentification sur votre téléphone. N’importe laquelle convient, aucune n’a besoin du réseau.',
  step2: 'Choisissez-y «\u00a0Ajouter\u00a0» et scannez ce code.',
  step3: 'Saisissez les six chiffres qu’elle affiche maintenant.',
  cannotScan: 'Je ne peux pas le scanner, afficher les caractères à saisir',
  secret: 'Saisissez ceci dans l’application',
  secretHow: 'Type\u00a0: basé sur l’heure. Six chiffres, toutes les 30 secondes.',
  code: 'Code de votre téléphone',
  codeHelp: 'Il change toutes les 30 secondes\u202f; le plus récent compte',
};
