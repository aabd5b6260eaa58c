// Business, taxes and number series, kept at hand so that the editor opens at once. Filled when the books open; the editor reads it.
import type { Profile, Series, TaxRate } from '../../contract/business.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { makeStore } from '../app/stores.ts';

export interface Books {
  readonly business: Profile;
  /** With the archived ones: an old draft may still name one. */
  readonly taxes: readonly TaxRate[];
  readonly series: readonly Series[];
}

export const useBooks = makeStore<{ books: Books | null; error: ApiError | null }>(() => ({ books: null, error: null }));

/** Asks main anew. Safe to call at any time after unlocking; an error is kept for the screen to show. */
export async function loadBooks(): Promise<void> {
  try {
    const [business, taxes, series] = await Promise.all([call(api().business.get()), call(api().taxes.list({ archived: true })), call(api().series.list({ archived: false }))]);
    useBooks.setState({ books: { business, taxes: taxes.rows, series: series.rows }, error: null });
  } catch (error) {
    useBooks.setState({ error: asApiError(error) });
  }
}
