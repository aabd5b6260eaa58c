// Screens whose code is fetched when it is first needed, or before. Used by Shell only.
import { type ComponentType, lazy, useState } from 'react';

export interface LoadedScreen<Props> {
  Screen: ComponentType<Props>;
  /** Fetches the code now, so that the screen opens within the same frame later. */
  fetch(): Promise<void>;
}

/**
 * Code that is there already is drawn without lazy(): a suspended screen would swallow the letters typed right after Ctrl+N, and React keeps what stands
 * in for it for at least 300 ms. What a screen began with it stays with, so that code arriving meanwhile never draws it anew.
 */
export function screenLoader<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>): LoadedScreen<Props> {
  const there: { code: ComponentType<Props> | null } = { code: null };
  const fetch = async (): Promise<{ default: ComponentType<Props> }> => {
    const module = await load();
    there.code = module.default;
    return module;
  };
  const Later: ComponentType<Props> = lazy(fetch);
  function Screen(props: Props) {
    const [{ Drawn }] = useState(() => ({ Drawn: there.code ?? Later }));
    return <Drawn {...props} />;
  }
  return { Screen, fetch: async () => void (await fetch()) };
}
