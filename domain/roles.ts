// Who may do what: the permissions that methods name, and the roles that hold them. Read by the router in main, and by screens to hide what would be refused.

export const PERMISSIONS = [
  'home.read',
  'search.run',
  'business.read',
  'business.write',
  'customer.read',
  'customer.write',
  'item.read',
  'item.write',
  'draft.write',
  'invoice.read',
  'invoice.issue',
  'invoice.credit',
  'document.answer',
  'document.aside',
  'view.write',
  'recurring.write',
  'reminder.send',
  'payment.read',
  'payment.write',
  'payment.undo',
  'import.run',
  'bank.read',
  'bank.write',
  'export.run',
  'report.read',
  'period.close',
  'period.reopen',
  'audit.read',
  'backup.run',
  'security.self',
  'security.manage',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['owner', 'manager', 'cashier', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** What everybody who can log in may do: look around and keep their own way in safe. */
const EVERYBODY: readonly Permission[] = [
  'home.read',
  'search.run',
  'business.read',
  'customer.read',
  'item.read',
  'invoice.read',
  'payment.read',
  'security.self',
];

const TABLE: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(PERMISSIONS),
  // Runs the business day by day, but can neither change who gets in nor what the business is.
  manager: new Set<Permission>([
    ...EVERYBODY,
    'customer.write',
    'item.write',
    'draft.write',
    'invoice.issue',
    'invoice.credit',
    'document.answer',
    'document.aside',
    'view.write',
    'recurring.write',
    'reminder.send',
    'payment.write',
    'payment.undo',
    'import.run',
    'bank.read',
    'bank.write',
    'report.read',
    'period.close',
    'audit.read',
    'backup.run',
  ]),
  // Sells: writes invoices for customers and takes their money, cannot give it back, touch prices or bring in files.
  cashier: new Set<Permission>([...EVERYBODY, 'customer.write', 'draft.write', 'invoice.issue', 'document.answer', 'document.aside', 'payment.write', 'view.write']),
  // Reads everything, changes nothing.
  auditor: new Set<Permission>([...EVERYBODY, 'bank.read', 'report.read', 'audit.read']),
};

/** True when the role holds the permission. Anything unknown may do nothing. */
export function can(role: Role, permission: Permission): boolean {
  return TABLE[role]?.has(permission) ?? false;
}

/** Everything a role may do, in the order of PERMISSIONS. */
export function permissionsOf(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => can(role, permission));
}

/** Narrows a stored text to a role. */
export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}
