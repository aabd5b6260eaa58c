// Pairing the phone with the authenticator app.
export const phone = {
  qr: 'QR-Code für Ihre Authenticator-App',
  step1: 'Öffnen Sie eine Authenticator-App auf Ihrem Telefon. Jede ist geeignet, keine braucht das Netz.',
  step2: 'Wählen Sie dort „Hinzufügen“, und scannen Sie dieses Quadrat.',
  step3: 'Geben Sie die sechs Ziffern ein, die sie jetzt zeigt.',
  cannotScan: 'Ich kann nicht scannen, Schlüssel zum Eintippen anzeigen',
  secret: 'In die App eingeben',
  secretHow: 'Art: zeitbasiert. Sechs Ziffern, alle 30 Sekunden.',
  code: 'Code von Ihrem Telefon',
  codeHelp: 'Er wechselt alle 30 Sekunden; der neueste gilt',
};
