// What the person who is in may do, so that screens offer nothing that main would refuse. Main asks again at every call.
import type { Limits, Permission } from '../../domain/roles.ts';
import { useSession } from './session.ts';

const NOTHING: readonly Permission[] = [];
const UNLIMITED: Limits = {};

/** Everything the person may do, as main said last; nothing while nobody is in. */
export function usePermissions(): readonly Permission[] {
  return useSession((s) => s.state?.user?.permissions ?? NOTHING);
}

export function useMay(permission: Permission): boolean {
  return usePermissions().includes(permission);
}

/** The same outside a component. */
export function may(permission: Permission): boolean {
  return useSession.getState().state?.user?.permissions.includes(permission) ?? false;
}

/** How far the person's role reaches; main holds it whatever a screen shows. */
export function useLimits(): Limits {
  return useSession((s) => s.state?.user?.limits ?? UNLIMITED);
}

/** The same outside a component. */
export function limitsNow(): Limits {
  return useSession.getState().state?.user?.limits ?? UNLIMITED;
}
