/** Who asks, as CouchDB names it. `name` null is nobody. */
export interface UserContext {
  name: string | null;
  roles: readonly string[];
}

export const NOBODY: UserContext = { name: null, roles: [] };

/** The role that may do everything; only the operator of the hub has it, never a member of a team. */
export const ADMIN_ROLE = '_admin';

export function isAdmin(user: UserContext): boolean {
  return user.roles.includes(ADMIN_ROLE);
}
