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
  'item.cost',
  'draft.write',
  'invoice.read',
  'invoice.issue',
  'invoice.credit',
  'invoice.printMany',
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
  'list.export',
  'report.read',
  'period.close',
  'period.reopen',
  'rate.write',
  'audit.read',
  'audit.export',
  'alert.read',
  'alert.acknowledge',
  'alert.manage',
  'approval.decide',
  'backup.run',
  'backup.manage',
  'backup.restore',
  'customer.erase',
  'security.self',
  'security.manage',
  'user.manage',
  'role.manage',
  'key.rotate',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** The roles that come with the program; a business may add its own. */
export const ROLES = ['owner', 'manager', 'clerk', 'cashier', 'accountant', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Never handed out with a role of one's own: who holds one of these decides who gets in, and could give themselves the rest. */
export const OWNER_ONLY: readonly Permission[] = ['user.manage', 'role.manage', 'key.rotate', 'security.manage', 'backup.restore'];

/** What everybody who can log in may do: look around and keep their own way in safe. */
export const EVERYBODY: readonly Permission[] = [
  'home.read',
  'search.run',
  'business.read',
  'customer.read',
  'item.read',
  'invoice.read',
  'payment.read',
  'security.self',
];

/** How far a permission reaches. What is absent has no limit. */
export interface Limits {
  /** Most that may be taken off a line or a document, lower prices than the item's included, in per cent: a canonical decimal such as "10" or "7.5". */
  discountPercent?: string | undefined;
  /** Largest total of one credit note, in minor units of the business's currency. */
  creditNoteMinor?: number | undefined;
  /** Sees and continues only what they issued or drafted themselves. */
  ownDocumentsOnly?: true | undefined;
}

export const NO_LIMITS: Limits = Object.freeze({});

/** What goes together with seeing only one's own documents: everything else shows or touches what others wrote. */
export const FITS_OWN_ONLY: readonly Permission[] = [
  ...EVERYBODY,
  'customer.write',
  'item.write',
  'item.cost',
  'draft.write',
  'invoice.issue',
  'invoice.credit',
  'invoice.printMany',
  'document.answer',
  'document.aside',
  'payment.write',
  'view.write',
];

/** What one person may do, and how far. */
export interface Rights {
  can(permission: Permission): boolean;
  limits: Limits;
}

/** Somebody who may do nothing. */
export const NO_RIGHTS: Rights = Object.freeze({ can: () => false, limits: NO_LIMITS });

const TABLE: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(PERMISSIONS),
  // Runs the business day by day, but can neither change who gets in nor what the business is.
  manager: new Set<Permission>([
    ...EVERYBODY,
    'customer.write',
    'item.write',
    'item.cost',
    'draft.write',
    'invoice.issue',
    'invoice.credit',
    'invoice.printMany',
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
    'list.export',
    'report.read',
    'period.close',
    'rate.write',
    'audit.read',
    'alert.read',
    'alert.acknowledge',
    'approval.decide',
    'backup.run',
  ]),
  // Writes the invoices and looks after what is owed: corrects them, reminds, matches the bank. Gives no money back and closes nothing.
  clerk: new Set<Permission>([
    ...EVERYBODY,
    'customer.write',
    'item.write',
    'draft.write',
    'invoice.issue',
    'invoice.credit',
    'invoice.printMany',
    'document.answer',
    'document.aside',
    'view.write',
    'recurring.write',
    'reminder.send',
    'payment.write',
    'bank.read',
    'bank.write',
  ]),
  // Sells: writes invoices for customers and takes their money, cannot give it back, touch prices or bring in files.
  cashier: new Set<Permission>([...EVERYBODY, 'customer.write', 'draft.write', 'invoice.issue', 'document.answer', 'document.aside', 'payment.write', 'view.write']),
  // Reads the figures and takes them out for the books; writes nothing.
  accountant: new Set<Permission>([...EVERYBODY, 'item.cost', 'invoice.printMany', 'bank.read', 'report.read', 'export.run', 'list.export', 'audit.read']),
  // Reads everything, the log too, and changes nothing.
  auditor: new Set<Permission>([...EVERYBODY, 'item.cost', 'invoice.printMany', 'bank.read', 'report.read', 'list.export', 'audit.read', 'audit.export', 'alert.read']),
};

/** True when the role holds the permission. Anything unknown may do nothing. */
export function can(role: Role, permission: Permission): boolean {
  return TABLE[role]?.has(permission) ?? false;
}

/** The rights of a role of the program, or of one of the business's own (then with its list of permissions). What is not handed out counts for nothing. */
export function rightsFor(role: { builtIn: Role } | { permissions: readonly Permission[] }, limits: Limits): Rights {
  const held: ReadonlySet<Permission> = 'builtIn' in role ? TABLE[role.builtIn] : new Set([...EVERYBODY, ...role.permissions.filter((permission) => !OWNER_ONLY.includes(permission))]);
  const may = limits.ownDocumentsOnly === true ? new Set(FITS_OWN_ONLY.filter((permission) => held.has(permission))) : held;
  return { can: (permission) => may.has(permission), limits };
}

/** Everything a role may do, in the order of PERMISSIONS. */
export function permissionsOf(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => can(role, permission));
}

/** Narrows a stored text to a role of the program. */
export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

/** Narrows a stored text to a permission. */
export function isPermission(text: string): text is Permission {
  return PERMISSIONS.some((permission) => permission === text);
}
