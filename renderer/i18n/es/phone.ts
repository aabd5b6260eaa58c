// Pairing the phone with the authenticator app.
export const phone = {
  qr: 'Código QR para su aplicación de autenticación',
  step1: 'Abra una aplicación de autenticación en su teléfono. Sirve cualquiera, ninguna necesita la red.',
  step2: 'Elija allí «Añadir» y escanee este código.',
  step3: 'Escriba las seis cifras que muestra ahora.',
  cannotScan: 'No puedo escanearlo, mostrar la clave para escribirla',
  secret: 'Escriba esto en la aplicación',
  secretHow: 'Tipo: basado en el tiempo. Seis cifras, cada 30 segundos.',
  code: 'Código de su teléfono',
  codeHelp: 'Cambia cada 30 segundos; vale el más nuevo',
};
