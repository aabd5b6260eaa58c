// Takes out of a log line whatever could be a secret or a person: cards, keys, codes, home folders, mail addresses, phone numbers (SECURITY H66).

const RULES: readonly (readonly [RegExp, string])[] = [
  [/[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,}/gi, '[mail]'],
  [/\b[0-9a-f]{32,}\b/gi, '[hex]'],
  [/\b[0-9A-HJKMNP-TV-Z]{4}(?:[- ][0-9A-HJKMNP-TV-Z]{4}){3,}\b/g, '[code]'],
  [/\b(?=[A-Z2-7]*[A-Z])[A-Z2-7]{16,}\b/g, '[code]'],
  [/\b[A-Za-z0-9+/]{40,}={0,2}/g, '[base64]'],
  [/(?<![\w.])(?:\+|00)\d[\d ()/-]{6,}\d/g, '[phone]'],
  [/\b(?:\d[ -]?){13,19}\b/g, '[digits]'],
  [/(?:\/home\/|\/Users\/|\/root\b|[A-Za-z]:\\Users\\)[^\s"':,)]*/g, '[path]'],
];

/** Same text with every private-looking part replaced by a placeholder. Runs on every line, whatever level. */
export function redact(line: string): string {
  return RULES.reduce((text, [pattern, placeholder]) => text.replace(pattern, placeholder), line);
}
