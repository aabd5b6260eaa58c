// Pairing the phone with the authenticator app.
export const phone = {
  qr: 'QR-Code für Ihre Authenticator-App',
  step1: 'Öffnen Sie eine Authenticator-App auf Ihrem Telefon. Jede ist recht, keine braucht das Netz.',
  step2: 'Wählen Sie dort „Hinzufügen“, und scannen Sie dieses Quadrat.',
  step3: 'Tippen Sie die sechs Ziffern, die sie jetzt zeigt.',
  cannotScan: 'Ich kann nicht scannen, Buchstaben zum Tippen zeigen',
  secret: 'Tippen Sie das in die App',
  secretHow: 'Art: zeitbasiert. Sechs Ziffern, alle 30 Sekunden.',
  code: 'Code von Ihrem Telefon',
  codeHelp: 'Er wechselt alle 30 Sekunden; der neueste gilt',
};
