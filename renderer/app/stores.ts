// One list of everything that must be forgotten when the books lock. Every zustand store of the renderer is made here.
import { create, type StateCreator, type StoreApi, type UseBoundStore } from 'zustand';

const resets = new Set<() => void>();

/** Runs when the books lock. Returns the way to take it back. */
export function onReset(reset: () => void): () => void {
  resets.add(reset);
  return () => resets.delete(reset);
}

/** A store that goes back to its first state on lock. No middleware, nothing kept (H62). */
export function makeStore<T>(initial: StateCreator<T>): UseBoundStore<StoreApi<T>> {
  const store = create<T>(initial);
  onReset(() => store.setState(store.getInitialState(), true));
  return store;
}

/** Forgets everything that came from the books. */
export function resetAll(): void {
  for (const reset of resets) reset();
}
