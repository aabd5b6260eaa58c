// What the person who is in may do, so that screens offer nothing that main would refuse. Main asks again at every call.
import { can, isRole, type Permission, type Role } from '../../domain/roles.ts';
import { useSession } from './session.ts';

/** The role of the person who is in; null while nobody is, or for a role this program does not know. */
export function useRole(): Role | null {
  return useSession((s) => {
    const role = s.state?.user?.role;
    return role !== undefined && isRole(role) ? role : null;
  });
}

export function useMay(permission: Permission): boolean {
  const role = useRole();
  return role !== null && can(role, permission);
}
