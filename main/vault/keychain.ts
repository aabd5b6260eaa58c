// The OS keychain behind three calls, made safe: one call at a time, a time limit, every write read back. Called by main/vault only.
// keytar answers null for "locked" as well as for "absent" (SECURITY 0.1), so null alone never means that something may be created: see probe().
import { AppError } from '../../contract/errors.ts';
import type { Random } from './crypto.ts';

/** A constant and not the product name: renaming the product must not lose every customer's key. */
export const KEYCHAIN_SERVICE = 'billfold';
const PROBE_ACCOUNT = 'probe';
/** Windows refuses blobs over 2,560 bytes; ours are a tenth of that. */
const LONGEST_VALUE = 1_500;
const TIMEOUT_MS = 10_000;

/** What a keychain library must offer; tests bring their own. Enumerating is left out on purpose: it crashes on a locked keyring. */
export interface KeychainStore {
  get(account: string): Promise<string | null>;
  set(account: string, value: string): Promise<void>;
  delete(account: string): Promise<boolean>;
}

/** The guarded keychain: every call either does what it says or throws KEYCHAIN_LOCKED or KEYCHAIN_UNAVAILABLE. */
export interface Keychain extends KeychainStore {
  /** Whether a new item could be kept right now; writes, reads back and removes a probe item. */
  probe(): Promise<'usable' | 'locked' | 'unavailable'>;
  /** Resolves when no call is under way: a process that ends before the library's answer is aborted by it. A call past its time limit is not waited for. */
  idle(): Promise<void>;
}

/** The real store. The library is loaded at the first call, since it cannot load at all where libsecret is missing. */
export function keytarStore(service: string = KEYCHAIN_SERVICE): KeychainStore {
  const library = async () => {
    const loaded = await import('keytar');
    // A CommonJS module: under some loaders all its functions are on `default` only.
    return 'default' in loaded && typeof loaded.default === 'object' && loaded.default !== null ? (loaded.default as typeof loaded) : loaded;
  };
  return {
    get: async (account) => (await library()).getPassword(service, account),
    set: async (account, value) => (await library()).setPassword(service, account, value),
    delete: async (account) => (await library()).deletePassword(service, account),
  };
}

/** Adds the mutex, the time limit, the read-back and the error codes to a store. */
export function guardKeychain(store: KeychainStore, options: { random: Random; timeoutMs?: number }): Keychain {
  const limitMs = options.timeoutMs ?? TIMEOUT_MS;
  let queue: Promise<unknown> = Promise.resolve();
  const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined); // the next caller waits for the end, not for the outcome
    return turn;
  };
  const limited = <T>(work: () => Promise<T>): Promise<T> => withTimeLimit(work, limitMs);

  const get = (account: string): Promise<string | null> => limited(() => store.get(account)).catch((error: unknown) => {
    throw isTimeout(error) ? new AppError('KEYCHAIN_LOCKED') : new AppError('KEYCHAIN_UNAVAILABLE');
  });
  const set = async (account: string, value: string): Promise<void> => {
    if (!/^[\x21-\x7e]*$/.test(value) || value.length > LONGEST_VALUE) throw new Error('keychain values are short printable ASCII');
    try {
      await limited(() => store.set(account, value));
    } catch {
      await get(account); // throws when there is no service at all
      throw new AppError('KEYCHAIN_LOCKED'); // readable but not writable: a locked collection
    }
    if ((await get(account)) !== value) throw new AppError('KEYCHAIN_UNAVAILABLE');
  };
  const remove = async (account: string): Promise<boolean> => {
    await get(account);
    return limited(() => store.delete(account)).catch(() => false);
  };

  return {
    get: (account) => oneAtATime(() => get(account)),
    set: (account, value) => oneAtATime(() => set(account, value)),
    delete: (account) => oneAtATime(() => remove(account)),
    probe: () => oneAtATime(() => probe(get, set, remove, options.random)),
    async idle() {
      for (let seen: Promise<unknown> | null = null; seen !== queue; ) {
        seen = queue;
        await seen;
      }
    },
  };
}

async function probe(
  get: KeychainStore['get'], set: KeychainStore['set'], remove: KeychainStore['delete'], random: Random,
): Promise<'usable' | 'locked' | 'unavailable'> {
  try {
    await get(PROBE_ACCOUNT);
    await set(PROBE_ACCOUNT, random(16).toString('hex'));
    await remove(PROBE_ACCOUNT);
    return 'usable';
  } catch (error) {
    return error instanceof AppError && error.code === 'KEYCHAIN_LOCKED' ? 'locked' : 'unavailable';
  }
}

const TIMED_OUT = 'keychain call timed out';

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === TIMED_OUT;
}

/** An unlock prompt that nobody answers would otherwise hang the login for ever. */
function withTimeLimit<T>(work: () => Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(TIMED_OUT)), limitMs);
    void work().then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
