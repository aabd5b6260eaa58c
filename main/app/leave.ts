// The way out: one backup if the owner wants it and something changed, then the books close, then the keychain comes to rest. A second wish to end does not wait for the backup any more.
// Called by main/run.ts only.
import type { Books } from './books.ts';
import type { Keychain } from '../vault/keychain.ts';
import type { House } from './house.ts';

export interface Leave {
  /** The window's close button: `then` runs when the books are closed. True when the event is to be held back. */
  window(then: () => void): boolean;
  /** A wish to quit: `quit` is called when everything is closed. True when the event is to be held back. */
  program(quit: () => void): boolean;
}

export function leave(house: Pick<House, 'backups' | 'session' | 'window' | 'log'>, shelves: Pick<Books, 'lock'>, keychain: Pick<Keychain, 'idle'>): Leave {
  let quitting: 'no' | 'closing' | 'closed' = 'no';
  const close = async (): Promise<void> => {
    if (!house.session) return;
    try {
      await house.backups.leave();
    } catch (error) {
      house.log.failure('leave', error); // no backup may keep anybody from ending the program
    }
    await shelves.lock({ letSave: house.window !== null, newWindow: false }).catch((error: unknown) => house.log.failure('close', error));
  };
  return {
    window(then) {
      if (!house.session) return false;
      if (!house.backups.skip()) void close().finally(then);
      return true;
    },
    program(quit) {
      if (quitting === 'closing') house.backups.skip();
      if (quitting === 'closed') return false;
      if (quitting === 'no') {
        quitting = 'closing';
        void close().then(() => keychain.idle()).finally(() => {
          quitting = 'closed';
          quit();
        });
      }
      return true;
    },
  };
}
