// Choosing and judging a PIN.
export const pin = {
  newPin: 'Nouveau PIN',
  newPassphrase: 'Nouvelle phrase secrète',
  again: 'Le même PIN encore une fois',
  againPassphrase: 'La même phrase secrète encore une fois',
  rule: '6 à 12 chiffres, ou des mots de 8 lettres et plus',
  rulePassphrase: 'Quatre mots, ou 12 lettres et plus',
  strength: { 1: 'Suffisant avec le trousseau de cet ordinateur', 2: 'Bon', 3: 'Très bon' },
  problem: {
    SHORT: 'Trop court\u00a0: 6 chiffres, ou 8 lettres et plus.',
    SHORT_PASSPHRASE: 'Trop court\u00a0: 12 lettres et plus, de préférence quatre mots.',
    LONG: 'Trop long\u00a0: 12 chiffres au plus. Des mots peuvent être plus longs.',
    REPEAT: 'Les répétitions sont ce qu’un voleur essaie d’abord. Variez.',
    RUN: 'Les suites sont ce qu’un voleur essaie d’abord. Variez.',
    YEAR: 'Il contient une année, et les anniversaires sont essayés tôt. Choisissez d’autres chiffres.',
    KEYPAD: 'C’est une figure sur le clavier. Choisissez des chiffres sans motif.',
    COMMON: 'Beaucoup de gens l’utilisent, les voleurs l’essaient donc tôt. Choisissez-en un autre.',
    DIFFERENT: 'Pas identique à ce qui est au-dessus. Saisissez-le encore une fois.',
  },
};
