// The words of the Recovery Kit sheet. It is for the owner, so it speaks the app's language; a language that is not here gets English. Pure.
import type { Lang } from '../domain/lang.ts';

export interface KitWords {
  readonly title: string;
  readonly made: (business: string, day: string) => string;
  readonly check: string;
  readonly letters: string;
  readonly hidden: (first: number, second: number) => string;
  /** What it does and how, as question and answer. */
  readonly rows: readonly (readonly [label: string, text: string])[];
  readonly serial: string;
  readonly vault: string;
  readonly kept: string;
  readonly without: string;
  readonly expert: string;
  readonly key: string;
}

const en: KitWords = {
  title: 'Recovery Kit', made: (business, day) => `${business}, made on ${day}`, check: 'check',
  letters: 'There is no letter O, I, L or U: a round sign is zero, an upright one is one.',
  hidden: (first, second) => `Groups ${first} and ${second} are hidden on the screen while you type them.`,
  rows: [
    ['Opens', 'these books, and every backup of them'],
    ['Lost your PIN', 'choose “Use my Recovery Kit”, type the 13 groups, make a new PIN'],
    ['Lost your phone', 'the same, then scan a new code'],
    ['New laptop', 'install Billfold there, bring the folder with your books or a backup, choose “Use my Recovery Kit”, type the 13 groups'],
    ['Keep it secret', 'who holds this sheet and your files or a backup can read your books'],
    ['No second copy', 'nobody else has these groups, and nobody can make them again'],
  ],
  serial: 'Kit number', vault: 'Books', kept: 'Kept at (write the place here)', without: 'Without Billfold',
  expert: 'For an expert: a backup is a SQLCipher 4 database. With the program sqlcipher, version 4 or later, and the key below it opens like this:',
  key: 'Backup key',
};

const de: KitWords = {
  title: 'Recovery Kit', made: (business, day) => `${business}, erstellt am ${day}`, check: 'Prüfung',
  letters: 'Die Buchstaben O, I, L und U kommen nicht vor: Ein rundes Zeichen ist eine Null, ein senkrechtes eine Eins.',
  hidden: (first, second) => `Die Gruppen ${first} und ${second} sind auf dem Bildschirm verdeckt, solange Sie sie eintippen.`,
  rows: [
    ['Öffnet', 'diese Bücher und jede Sicherung davon'],
    ['PIN vergessen', '„Recovery Kit verwenden“ wählen, die 13 Gruppen eintippen, neue PIN vergeben'],
    ['Telefon verloren', 'genauso, dann einen neuen Code scannen'],
    ['Neuer Laptop', 'Billfold darauf installieren, den Ordner mit Ihren Büchern oder eine Sicherung mitbringen, „Recovery Kit verwenden“ wählen, die 13 Gruppen eintippen'],
    ['Geheim halten', 'wer dieses Blatt und Ihre Dateien oder eine Sicherung hat, kann Ihre Bücher lesen'],
    ['Keine Zweitschrift', 'niemand sonst hat diese Gruppen, und niemand kann sie neu herstellen'],
  ],
  serial: 'Kit-Nummer', vault: 'Bücher', kept: 'Aufbewahrt bei (bitte eintragen)', without: 'Ohne Billfold',
  expert: 'Für Fachleute: Eine Sicherung ist eine SQLCipher-4-Datenbank. Mit dem Programm sqlcipher ab Version 4 und dem Schlüssel unten öffnet sie sich so:',
  key: 'Schlüssel der Sicherungen',
};

const fr: KitWords = {
  title: 'Kit de secours', made: (business, day) => `${business}, créé le ${day}`, check: 'contrôle',
  letters: 'Il n’y a pas de lettre O, I, L ni U\u00a0: un signe rond est un zéro, un signe droit est un un.',
  hidden: (first, second) => `Les groupes ${first} et ${second} sont masqués à l’écran pendant que vous les saisissez.`,
  rows: [
    ['Ouvre', 'ces livres et chacune de leurs sauvegardes'],
    ['PIN oublié', 'choisissez «\u00a0Utiliser mon kit\u00a0», saisissez les 13 groupes, créez un nouveau PIN'],
    ['Téléphone perdu', 'de même, puis scannez un nouveau code'],
    ['Nouvel ordinateur', 'installez-y Billfold, apportez le dossier de vos livres ou une sauvegarde, choisissez «\u00a0Utiliser mon kit\u00a0», saisissez les 13 groupes'],
    ['Gardez-le secret', 'qui détient cette feuille et vos fichiers ou une sauvegarde peut lire vos livres'],
    ['Pas de double', 'personne d’autre n’a ces groupes, et personne ne peut les refaire'],
  ],
  serial: 'Numéro du kit', vault: 'Livres', kept: 'Conservé à (indiquez le lieu ici)', without: 'Sans Billfold',
  expert: 'Pour un spécialiste\u00a0: une sauvegarde est une base SQLCipher 4. Avec le logiciel sqlcipher, version 4 ou plus, et la clé ci-dessous, elle s’ouvre ainsi\u00a0:',
  key: 'Clé des sauvegardes',
};

const es: KitWords = {
  title: 'Kit de recuperación', made: (business, day) => `${business}, creado el ${day}`, check: 'control',
  letters: 'No hay letras O, I, L ni U: un signo redondo es un cero y uno vertical es un uno.',
  hidden: (first, second) => `Los grupos ${first} y ${second} están ocultos en la pantalla mientras los escribe.`,
  rows: [
    ['Abre', 'estos libros y todas sus copias de seguridad'],
    ['PIN olvidado', 'elija «Usar mi kit», escriba los 13 grupos y cree un PIN nuevo'],
    ['Teléfono perdido', 'lo mismo, y después escanee un código nuevo'],
    ['Portátil nuevo', 'instale Billfold en él, lleve la carpeta de sus libros o una copia, elija «Usar mi kit» y escriba los 13 grupos'],
    ['Guárdelo en secreto', 'quien tenga esta hoja y sus archivos o una copia puede leer sus libros'],
    ['No hay otro', 'nadie más tiene estos grupos y nadie puede volver a hacerlos'],
  ],
  serial: 'Número del kit', vault: 'Libros', kept: 'Guardado en (escriba el lugar aquí)', without: 'Sin Billfold',
  expert: 'Para un experto: una copia de seguridad es una base SQLCipher 4. Con el programa sqlcipher, versión 4 o posterior, y la clave de abajo se abre así:',
  key: 'Clave de las copias',
};

const WORDS: Readonly<Record<Lang, KitWords>> = { en, de, fr, es };

export function kitWordsOf(lang: Lang): KitWords {
  return WORDS[lang];
}
