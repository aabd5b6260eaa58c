// Which language a text is written in, as far as its letters tell: Chinese, Japanese and Korean draw the same characters differently, and a screen reader wants to know. Pure.

const COUNTRIES: Readonly<Record<string, string>> = { CN: 'zh-Hans', SG: 'zh-Hans', MY: 'zh-Hans', TW: 'zh-Hant', HK: 'zh-Hant', MO: 'zh-Hant', JP: 'ja', KR: 'ko', KP: 'ko' };
const LETTERS: readonly (readonly [letters: RegExp, lang: string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
];
const HAN = /\p{Script=Han}/u;
/** Below this there is nothing but the alphabets of Europe. */
const OTHERS = /[\u0530-\u{10ffff}]/u;

/**
 * A language tag for a text in letters that only few languages use; undefined when the letters do not tell. For characters that Chinese, Japanese and
 * Korean share, the first of `countries` (ISO 3166 alpha-2, '' for unknown) that writes with them decides.
 */
export function spokenIn(text: string, ...countries: readonly string[]): string | undefined {
  if (!OTHERS.test(text)) return undefined;
  const told = LETTERS.find(([letters]) => letters.test(text))?.[1];
  if (told !== undefined || !HAN.test(text)) return told;
  return countries.map((country) => COUNTRIES[country]).find((lang) => lang !== undefined) ?? 'zh';
}
