// What the person who is in may do, so that screens offer nothing that main would refuse. Main asks again at every call.
import { can, isRole, type Permission } from '../../domain/roles.ts';
import { useSession } from './session.ts';

/** False while nobody is in, and for a role this program does not know. */
export function useMay(permission: Permission): boolean {
  return useSession((s) => {
    const role = s.state?.user?.role;
    return role !== undefined && isRole(role) && can(role, permission);
  });
}
