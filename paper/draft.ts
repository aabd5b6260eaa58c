// What is not settled yet on a page that is still being written. Pure; the editor hands it to the page, an issued page has none.

export type PageField = 'customer' | 'issueDate' | 'validUntil' | 'dueDate' | 'supplyDate' | 'reference';

export interface PageDraft {
  /** The number on the page is only the one the invoice would take now. */
  readonly ghostNumber: boolean;
  /** 'ghost': only looked at, not chosen yet (dotted underline); 'wrong': a problem stands beside its field (red). */
  readonly highlight: Readonly<Partial<Record<PageField, 'ghost' | 'wrong'>>>;
}

/** The class a field of the page takes, or undefined when it is settled. */
export function markClass(draft: PageDraft | null, field: PageField): string | undefined {
  const mark = draft?.highlight[field];
  return mark === undefined ? undefined : `paper-${mark}`;
}

/** The class of the document's number. */
export function numberClass(draft: PageDraft | null): string | undefined {
  return draft?.ghostNumber ? 'paper-ghost' : undefined;
}
