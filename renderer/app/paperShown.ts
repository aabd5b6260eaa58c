// Whether the document on screen is a quote or what follows one: the rail then marks Quotes instead of Invoices. Document page and editor tell, the rail reads.
import { useEffect } from 'react';
import { makeStore } from './stores.ts';

export const usePaperShown = makeStore<{ shown: boolean }>(() => ({ shown: false }));

/** For as long as the caller is on screen. */
export function useTellPaper(shown: boolean): void {
  useEffect(() => {
    usePaperShown.setState({ shown });
    return () => usePaperShown.setState({ shown: false });
  }, [shown]);
}
