// A logo by its hash, as a data URL for the page. Kept until the books lock; every page on screen uses it.
import { useEffect } from 'react';
import { api, call } from '../app/api.ts';
import { makeStore } from '../app/stores.ts';

const useLogos = makeStore<Record<string, string>>(() => ({}));

/** null while it loads, or where there is none: the page is complete without. */
export function useLogo(hash: string | null): string | null {
  const url = useLogos((logos) => (hash === null ? null : (logos[hash] ?? null)));
  useEffect(() => {
    if (hash === null || useLogos.getState()[hash] !== undefined) return;
    call(api().business.logo({ hash })).then(
      ({ png }) => useLogos.setState({ [hash]: `data:image/png;base64,${png}` }),
      () => useLogos.setState({ [hash]: '' }),
    );
  }, [hash]);
  return url === '' ? null : url;
}
