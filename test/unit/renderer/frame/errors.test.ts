// Every code has its words, and every word that the screens ask for is there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../contract/errors.ts';
import { DOMAIN_ERROR_CODES } from '../../../../domain/error.ts';
import { apiError } from '../../../../renderer/app/api.ts';
import { fieldSentence, sentence } from '../../../../renderer/i18n/errors.ts';
import { startWords } from '../../../../renderer/i18n/index.ts';
import { OBSTACLES } from '../../../../renderer/login/obstacles.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}

beforeAll(() => startWords());

describe('words for errors', () => {
  it.each(ERROR_CODES)('%s has a sentence of its own', (code) => {
    const words = sentence(apiError(code));
    expect(words).not.toContain('errors.');
    expect(words.length).toBeGreaterThan(15);
    expect(words).not.toContain(code);
    expect(words).not.toContain('{');
  });

  it('the domain’s reasons and the rules of the wire have words for a field', () => {
    const wire = [...read('contract/wire.ts').matchAll(/, '([A-Z][A-Z_0-9]+)'\)/g)].map((m) => m[1] ?? '');
    const business = [...read('contract/business.ts').matchAll(/\/, '([A-Z][A-Z_0-9]+)'\)/g)].map((m) => m[1] ?? '');
    const problems = filesUnder('domain').flatMap((file) => [...read(file).matchAll(/(?:error|warning)\([^,()]*(?:`[^`]*`)?[^,()]*, '([A-Z][A-Z_0-9]+)'/g)].map((m) => m[1] ?? ''));
    const typed = filesUnder('domain').flatMap((file) => [...read(file).matchAll(/: '((?:IBAN|BIC|VAT_ID|PATTERN|NUMBER)_[A-Z_]+)'/g)].map((m) => m[1] ?? ''));
    const fields = ['main/service', 'main/import'].flatMap(filesUnder).flatMap((file) => [...read(file).matchAll(/\bcode: '([A-Z][A-Z_0-9]+)'/g)].map((m) => m[1] ?? ''));
    const codes = new Set([...DOMAIN_ERROR_CODES, ...wire, ...business, ...problems, ...typed, ...fields, 'TOO_LONG', 'SURROGATE', 'TOO_SMALL', 'UNKNOWN_FIELD', 'INVALID']);
    // What an import says of a row has words on its own screen.
    const without = [...codes].filter((code) => !i18next.exists(`errors.field.${code}`) && ['imports', 'rates'].every((screen) => !i18next.exists(`${screen}.problem.${code}`)));
    expect(without).toEqual([]);
    expect(codes.size).toBeGreaterThan(40);
  });

  it('a code nobody wrote words for still says something', () => {
    expect(fieldSentence({ code: 'NEVER_HEARD_OF' })).toBe('This does not fit here.');
    expect(fieldSentence(undefined)).toBeUndefined();
  });

  it('every obstacle at the door has a title', () => {
    for (const code of Object.keys(OBSTACLES)) expect(i18next.exists(`door.title.${code}`), code).toBe(true);
  });

  it('never blames and never starts with a code', () => {
    for (const code of ERROR_CODES) {
      expect(sentence(apiError(code))).not.toMatch(/\b(invalid|illegal|wrong input|you failed|error)\b/i);
      expect(sentence(apiError(code))).not.toMatch(/^[A-Z_]{4,}/);
    }
  });
});

describe('words of the screens', () => {
  it('every fixed key that the code asks for exists', () => {
    const missing = filesUnder('renderer').flatMap((file) =>
      [...read(file).matchAll(/\b(?:t|say)\(\s*'([a-zA-Z]+\.[a-zA-Z0-9_.-]+)'/g)]
        .map((m) => m[1] ?? '')
        .filter((key) => !['', '_one', '_other', '_zero'].some((end) => i18next.exists(key + end)))
        .map((key) => `${file}: ${key}`),
    );
    expect(missing).toEqual([]);
  });
});
