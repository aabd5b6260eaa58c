// Choosing and judging a PIN.
export const pin = {
  newPin: 'PIN nuevo',
  newPassphrase: 'Frase de acceso nueva',
  again: 'El mismo PIN otra vez',
  againPassphrase: 'La misma frase de acceso otra vez',
  rule: 'De 6 a 12 cifras, o palabras con 8 letras o más',
  rulePassphrase: 'Cuatro palabras, o 12 letras o más',
  strength: { 1: 'Suficiente con el llavero de este portátil', 2: 'Bueno', 3: 'Muy bueno' },
  problem: {
    SHORT: 'Demasiado corto: 6 cifras, o 8 letras o más.',
    SHORT_PASSPHRASE: 'Demasiado corta: 12 letras o más, mejor cuatro palabras.',
    LONG: 'Demasiado largo: 12 cifras como mucho. Las palabras pueden ser más largas.',
    REPEAT: 'Las repeticiones son lo primero que prueba un ladrón. Varíelo.',
    RUN: 'Las secuencias son lo primero que prueba un ladrón. Varíelo.',
    YEAR: 'Contiene un año, y los cumpleaños se prueban pronto. Elija otras cifras.',
    KEYPAD: 'Es un dibujo en el teclado numérico. Elija cifras sin dibujo.',
    COMMON: 'Mucha gente usa este, así que los ladrones lo prueban pronto. Elija otro.',
    DIFFERENT: 'No es igual que arriba. Escríbalo otra vez.',
  },
};
