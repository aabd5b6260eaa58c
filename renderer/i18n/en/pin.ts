// Choosing and judging a PIN.
export const pin = {
  newPin: 'New PIN',
  newPassphrase: 'New passphrase',
  again: 'The same PIN once more',
  againPassphrase: 'The same passphrase once more',
  rule: '6 to 12 digits, or any words with 8 letters and more',
  rulePassphrase: 'Four words, or 12 letters and more',
  strength: { 1: 'Good enough with this laptop’s keyring', 2: 'Good', 3: 'Very good' },
  problem: {
    SHORT: 'Too short: 6 digits, or 8 letters and more.',
    SHORT_PASSPHRASE: 'Too short: 12 letters and more, best four words.',
    LONG: 'Too long: 12 digits at most. Words may be longer.',
    REPEAT: 'The same over and over is what a thief tries first. Mix it.',
    RUN: 'A row of neighbours is what a thief tries first. Mix it.',
    YEAR: 'There is a year in it, and birthdays are tried early. Choose other digits.',
    KEYPAD: 'This is a shape on the keypad. Choose digits that draw nothing.',
    COMMON: 'Many people use this one, so thieves try it early. Choose another.',
    DIFFERENT: 'Not the same as above. Type it once more.',
  },
};
