// One tax rate being edited: what is typed, what is wrong with it. Pure; TaxForm.tsx draws it.
import type { Input } from '../../contract/index.ts';
import type { TaxRate } from '../../contract/business.ts';
import { defaultReason, needsReason } from '../../domain/taxReason.ts';
import type { TaxCategory } from '../../domain/tax.ts';

export type TaxDraft = Omit<TaxRate, 'id' | 'version' | 'archived'> & { id?: string; version?: number };

/** A new rate: standard, valid from long ago, so that no invoice date falls before it. */
export function newTax(): TaxDraft {
  return { name: '', category: 'S', versions: [{ from: '2000-01-01', rate: '' }], compound: false, withholding: false, reason: '', isDefault: false };
}

export function draftOfTax({ archived: _archived, ...rest }: TaxRate): TaxDraft {
  return rest;
}

/** Another category: zero where no tax is charged, and the reason the law wants. */
export function withCategory(draft: TaxDraft, category: TaxCategory, language: string): TaxDraft {
  const usual = defaultReason(draft.category, language) ?? '';
  const own = draft.reason !== '' && draft.reason !== usual;
  const reason = needsReason(category) ? (own ? draft.reason : (defaultReason(category, language) ?? '')) : '';
  const versions = category === 'S' ? draft.versions : draft.versions.map((version) => ({ ...version, rate: '0' }));
  return { ...draft, category, reason, versions };
}

/** Problems by path; empty when it can be saved. */
export function taxProblems(draft: TaxDraft): Map<string, string> {
  const problems = new Map<string, string>();
  if (draft.name.trim() === '') problems.set('name', 'REQUIRED');
  draft.versions.forEach((version, i) => {
    const zero = /^0(\.0+)?$/.test(version.rate);
    if (version.rate === '') problems.set(`versions.${i}.rate`, 'REQUIRED');
    else if (draft.category === 'S' && zero && !draft.withholding) problems.set(`versions.${i}.rate`, 'RATE_ZERO_STANDARD');
    else if (draft.category !== 'S' && !zero) problems.set(`versions.${i}.rate`, 'RATE_NOT_ZERO');
    if (draft.versions.some((other, at) => at < i && other.from === version.from)) problems.set(`versions.${i}.from`, 'DUPLICATE');
  });
  if (needsReason(draft.category) && draft.reason.trim() === '') problems.set('reason', 'REASON_MISSING');
  return problems;
}

export function inputOf(draft: TaxDraft): Input<'taxes.save'> {
  return { ...draft, versions: draft.versions.toSorted((a, b) => (a.from < b.from ? -1 : 1)) };
}
