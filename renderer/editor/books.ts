// Business, taxes, when they fall due and number series, kept at hand so that the editor opens at once. Filled when the books open; the editor reads it.
import type { Profile, Series, TaxRate } from '../../contract/business.ts';
import type { DueFrom } from '../../domain/taxDue.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { makeStore } from '../app/stores.ts';

export interface Books {
  readonly business: Profile;
  /** With the archived ones: an old draft may still name one. */
  readonly taxes: readonly TaxRate[];
  readonly series: readonly Series[];
  /** Since when tax falls due with the invoice or with its payment. */
  readonly taxDue: readonly DueFrom[];
}

export const useBooks = makeStore<{ books: Books | null; error: ApiError | null }>(() => ({ books: null, error: null }));

/** Asks main anew. Safe to call at any time after unlocking; an error is kept for the screen to show. */
export async function loadBooks(): Promise<void> {
  try {
    const [business, taxes, series, due] = await Promise.all([call(api().business.get()), call(api().taxes.list({ archived: true })), call(api().series.list({ archived: false })), call(api().taxDue.get())]);
    useBooks.setState({ books: { business, taxes: taxes.rows, series: series.rows, taxDue: due.choices }, error: null });
  } catch (error) {
    useBooks.setState({ error: asApiError(error) });
  }
}
