// Saving what is typed before a screen goes away. Screens with unsaved text register here; navigate and the locking event call it.
import { useEffect, useRef } from 'react';

/** Saves; false (or a rejection) means "stay here, it could not be saved". */
export type Saver = () => Promise<boolean | void>;

const savers = new Set<Saver>();

/** Asks every screen to save. True when all could. */
export async function saveAll(): Promise<boolean> {
  const results = await Promise.allSettled([...savers].map((save) => save()));
  return results.every((r) => r.status === 'fulfilled' && r.value !== false);
}

/** True while any screen has registered a saver. */
export function hasSavers(): boolean {
  return savers.size > 0;
}

/** Registers `save` while the component is mounted; the newest closure is the one called. */
export function useBeforeLeave(save: Saver): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const saver: Saver = () => latest.current();
    savers.add(saver);
    return () => {
      savers.delete(saver);
    };
  }, []);
}
