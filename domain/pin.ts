// What may serve as a PIN or passphrase, and the one form it is turned into before any key is made. Called by set-up, login and the PIN change, on both sides of the wall.
import { asciiDigits } from './digits.ts';

/** Why a PIN is refused. The screen has a sentence for each. */
export type PinProblem = 'SHORT' | 'LONG' | 'REPEAT' | 'RUN' | 'YEAR' | 'KEYPAD' | 'COMMON';

const PIN_DIGITS = { least: 6, most: 12 } as const;
const PASSPHRASE = { least: 8, most: 128 } as const;

/** NFKC, and every script's digits in ASCII: ١٢٣٤٥٦ on another keyboard opens the same vault. Must never change, or nobody gets in. */
export function normalisePin(raw: string): string {
  return asciiDigits(raw.normalize('NFKC'));
}

/** What is wrong with a PIN (6 to 12 digits) or passphrase (8 characters and more), or null. Length first, then what a thief tries first. */
export function pinProblem(raw: string): PinProblem | null {
  const pin = normalisePin(raw);
  const digits = /^\d+$/.test(pin);
  const length = [...pin].length;
  const limits = digits ? PIN_DIGITS : PASSPHRASE;
  if (length < limits.least) return 'SHORT';
  if (length > limits.most) return 'LONG';
  const folded = pin.toLowerCase().replace(/\s/g, '');
  if (isRepeated(folded)) return 'REPEAT';
  if (isRun(folded)) return 'RUN';
  if (digits && holdsYear(folded)) return 'YEAR';
  if (isKeypadShape(folded)) return 'KEYPAD';
  return COMMON.has(folded) || COMMON.has(unleet(folded)) ? 'COMMON' : null;
}

/** One piece over and over: 111111, 121212, 123123, 112112; or one character nearly everywhere: 111112. */
function isRepeated(text: string): boolean {
  for (let size = 1; size <= text.length / 2; size += 1) {
    if (text.length % size === 0 && text === text.slice(0, size).repeat(text.length / size)) return true;
  }
  const most = Math.max(...[...new Set(text)].map((character) => text.split(character).length - 1));
  return most >= text.length - 1;
}

/** Every step the same, up or down, once round the clock too: 123456, 987654, 890123, 135790, abcdefgh. Also 123321 and 123454321. */
function isRun(text: string): boolean {
  const half = text.slice(0, Math.ceil(text.length / 2));
  const mirrored = [...text].reverse().join('') === text;
  return evenSteps(text) || (mirrored && half.length >= 3 && evenSteps(half)) || pairsRun(text);
}

function evenSteps(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const round = /^\d+$/.test(text) ? 10 : 0x110000;
  const step = ((codes[1] ?? 0) - (codes[0] ?? 0) + round) % round;
  const small = step <= 2 || step >= round - 2;
  return small && step !== 0 && codes.every((code, i) => i === 0 || (code - (codes[i - 1] ?? 0) + round) % round === step);
}

/** 112233, 001122, 665544. */
function pairsRun(text: string): boolean {
  return /^(?:(.)\1)+$/u.test(text) && evenSteps(text.replace(/(.)\1/gu, '$1'));
}

/** A year with a day, a month or another year around it: 199012, 121990, 31121990, 19902020. */
function holdsYear(digits: string): boolean {
  const isYear = (text: string) => /^(19[3-9]\d|20[0-4]\d)$/.test(text);
  const isDayOrMonth = (text: string) => /^(0[1-9]|[12]\d|3[01])$/.test(text);
  const isRest = (text: string) => isYear(text) || (/^(..)+$/.test(text) && (text.match(/../g) ?? []).every(isDayOrMonth));
  if (digits.length !== 6 && digits.length !== 8) return false;
  return (isYear(digits.slice(0, 4)) && isRest(digits.slice(4))) || (isYear(digits.slice(-4)) && isRest(digits.slice(0, -4)));
}

// Paths a finger takes: rows, columns, corners and crosses of the number pad, rows of the keyboard. Read both ways, from any point.
const PATHS = [
  '147258369',
  '741852963',
  '147852369',
  '369852147',
  '123654789',
  '159753',
  '159357',
  '753951',
  '789456123',
  '741369',
  '147369',
  '789654123',
  '123698745',
  '124578',
  '235689',
  '1236987',
  '1478963',
  '7412369',
  '258456',
  '456258',
  '147896325',
  '321478965',
  '2580147',
  '1472580',
  '3692580',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  'wxcvbn',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'qweasdzxc',
  'qazwsxedc',
];
const BOTH_WAYS = PATHS.flatMap((path) => [path, [...path].reverse().join('')]);

function isKeypadShape(text: string): boolean {
  return BOTH_WAYS.some((path) => path.includes(text));
}

/** pa55w0rd is no secret either. */
function unleet(text: string): string {
  const letters: Readonly<Record<string, string>> = {
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '@': 'a',
    $: 's',
    '!': 'i',
  };
  return text.replace(/[013457@$!]/g, (sign) => letters[sign] ?? sign);
}

// What leaked lists and guessers start with and no rule above catches. Compared in lower case, without spaces.
const COMMON: ReadonlySet<string> = new Set(
  (
    '102030 010203 030201 101112 111213 121314 131415 112358 314159 31415926 271828 141421 161803 123789 789123 123456789 1234567890 147147 ' +
    '142536 415263 159951 951159 357951 753159 258852 456852 852456 963852 852963 741963 963741 147963 654789 987321 321987 456123 123654 654123 ' +
    '112211 223322 211112 110011 100001 200002 001100 007007 700700 070707 100200 200100 100100 200200 500500 520520 521521 520131 521314 5201314 ' +
    '131452 1314520 7758521 168168 888666 666888 888999 999888 111222 222111 222333 333222 333444 444333 444555 555444 555666 666555 666777 777666 ' +
    '777888 888777 999000 000999 111000 000111 123000 000123 123400 123450 123457 123465 123546 124356 134567 234561 345612 654312 654320 543216 ' +
    '696969 420420 420690 420666 694200 133337 313373 800813 8008135 911911 112112 110110 119119 123412 12341234 123412345 246810 1357911 13579246 ' +
    '124816 1248163 102938 1029384756 192837 1928374 564738 647382 998877 887766 778899 332211 445566 556677 667788 990099 ' +
    'password passwort password1 password12 password123 passwort1 passwort123 motdepasse contrasena contraseña wachtwoord parola iloveyou iloveu2 princess ' +
    'sunshine football baseball basketball superman batman123 starwars pokemon1 dragon12 monkey12 shadow12 master12 michael1 jennifer charlie1 jessica1 ' +
    'welcome1 welcome123 letmein1 letmein123 trustno1 whatever computer internet samsung1 iphone12 google12 facebook linkedin microsoft windows1 ' +
    'admin123 administrator root1234 test1234 testtest default1 changeme changeme1 secret12 secret123 geheim12 geheim123 access14 qwerty12 qwerty123 qwertz123 ' +
    'azerty123 qwer1234 asdf1234 zxcv1234 abcd1234 abc12345 abc123456 1234abcd a1b2c3d4 aa123456 a1234567 a12345678 q1w2e3r4 1q2w3e4r hello123 hallo123 ' +
    'bonjour1 hola1234 billfold billfold1 billfold123 invoice1 invoice123 rechnung facture1 factura1 business accounting buchhaltung money123 ' +
    'correcthorsebatterystaple thequickbrownfox'
  ).split(' '),
);
