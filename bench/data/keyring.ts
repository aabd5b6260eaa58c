// A keychain in memory while a vault is made; what it then holds is put into the private keyring of the run before the real app opens that vault.
import type { KeychainStore } from '../../main/vault/keychain.ts';

export interface MemoryStore extends KeychainStore { items: Map<string, string> }

export function memoryStore(): MemoryStore {
  const items = new Map<string, string>();
  return {
    items,
    get: (account) => Promise.resolve(items.get(account) ?? null),
    set: (account, value) => {
      items.set(account, value);
      return Promise.resolve();
    },
    delete: (account) => Promise.resolve(items.delete(account)),
  };
}
