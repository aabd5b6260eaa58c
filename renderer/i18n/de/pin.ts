// Choosing and judging a PIN.
export const pin = {
  newPin: 'Neue PIN',
  newPassphrase: 'Neue Passphrase',
  again: 'Dieselbe PIN noch einmal',
  againPassphrase: 'Dieselbe Passphrase noch einmal',
  rule: '6 bis 12 Ziffern oder beliebige Wörter ab 8 Buchstaben',
  rulePassphrase: 'Vier Wörter oder ab 12 Buchstaben',
  strength: { 1: 'Gut genug mit dem Schlüsselbund dieses Laptops', 2: 'Gut', 3: 'Sehr gut' },
  problem: {
    SHORT: 'Zu kurz: 6 Ziffern oder ab 8 Buchstaben.',
    SHORT_PASSPHRASE: 'Zu kurz: ab 12 Buchstaben, am besten vier Wörter.',
    LONG: 'Zu lang: höchstens 12 Ziffern. Wörter dürfen länger sein.',
    REPEAT: 'Wiederholungen versucht ein Dieb zuerst. Mischen Sie die Zeichen.',
    RUN: 'Aufeinanderfolgende Zeichen versucht ein Dieb zuerst. Mischen Sie sie.',
    YEAR: 'Darin steckt eine Jahreszahl, und Geburtstage werden früh versucht. Wählen Sie andere Ziffern.',
    KEYPAD: 'Das ist eine Figur auf dem Ziffernblock. Wählen Sie Ziffern ohne Muster.',
    COMMON: 'Viele Leute verwenden diese, darum versuchen Diebe sie früh. Wählen Sie eine andere.',
    DIFFERENT: 'Nicht dasselbe wie oben. Tippen Sie es noch einmal.',
  },
};
