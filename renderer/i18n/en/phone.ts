// Pairing the phone with the authenticator app.
export const phone = {
  qr: 'QR code for your authenticator app',
  step1: 'Open an authenticator app on your phone. Any of them will do, none needs the network.',
  step2: 'Choose “Add” there, and scan this square.',
  step3: 'Type the six digits that it shows now.',
  cannotScan: 'I cannot scan it, show me letters to type',
  secret: 'Type this into the app',
  secretHow: 'Kind: time based. Six digits, every 30 seconds.',
  code: 'Code from your phone',
  codeHelp: 'It changes every 30 seconds; the newest one counts',
};
