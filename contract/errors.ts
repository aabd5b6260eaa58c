// The only errors that cross the wall: a code, never a text. Every room may throw AppError; the renderer turns codes into words.

/** Every code main may answer with. The renderer has one sentence (and one way out) for each. */
export const ERROR_CODES = [
  // the wall
  'NO_SUCH_METHOD', 'INVALID_INPUT', 'FORBIDDEN', 'LOCKED', 'STEP_UP', 'AWAITS_APPROVAL', 'RATE_LIMITED', 'TOO_LARGE', 'BUSY', 'INTERNAL', 'CANCELLED',
  // getting in
  'AUTH_FAILED', 'WAIT', 'LOCKED_OUT', 'CLOCK_BACK', 'CLOCK_JUMP', 'PIN_WEAK', 'CODE_WRONG', 'KIT_WRONG', 'KIT_GROUPS_WRONG', 'SETUP_ORDER',
  // a second person
  'APPROVAL_OWN', 'APPROVAL_OVER', 'APPROVAL_STALE', 'NOT_ENOUGH_PEOPLE',
  // people
  'CODE_EXPIRED', 'LAST_OWNER', 'OWN_ACCOUNT', 'TOO_MANY_PEOPLE', 'OVER_LIMIT',
  // the keychain
  'KEYCHAIN_LOCKED', 'KEYCHAIN_UNAVAILABLE', 'KEYCHAIN_ABSENT', 'KEYCHAIN_FOREIGN',
  // the vault's files
  'VAULT_MISSING', 'VAULT_BROKEN', 'VAULT_EXISTS', 'VAULT_KEY_MISMATCH', 'DB_MISSING', 'DB_FROM_FUTURE', 'DB_DAMAGED', 'DB_READONLY', 'DB_BUSY',
  'DISK_FULL', 'DISK_READONLY', 'FOLDER_UNSAFE', 'SELF_TEST_FAILED', 'MIGRATION_FAILED',
  // business
  'NOT_FOUND', 'CUSTOMER_OPEN', 'CUSTOMER_ERASED', 'DOCUMENT_ERASED', 'CONFLICT', 'DUPLICATE', 'IN_USE', 'DOCUMENT_INVALID', 'MISSING_GLYPHS', 'AMOUNT_TOO_LARGE', 'ALREADY_ISSUED', 'NUMBER_TAKEN', 'PDF_PENDING', 'NOT_DUE', 'UNDONE', 'DECIDED_LATER', 'DRAFT_CHANGED', 'NOTHING_LATE', 'PAYMENT_INVALID', 'REPORT_TOO_LONG', 'PERIOD_CLOSED',
  // files
  'FILE_TYPE', 'FILE_TOO_LARGE', 'FILE_UNREADABLE', 'FILE_ENCODING', 'FILE_GONE', 'IMAGE_INVALID', 'PRINT_FAILED', 'PLACE_FORBIDDEN', 'PLACE_NO_ACCESS', 'PLACE_GONE', 'FILE_EXISTS', 'TARGET_TAKEN', 'RESTORE_REFUSED', 'RESTORE_NAME',
  // imports
  'CSV_QUOTES', 'CSV_COLUMNS', 'CSV_EMPTY', 'CSV_TOO_MANY_ROWS', 'CSV_NUL', 'CSV_ROW_TOO_LONG', 'IMPORT_HAS_PROBLEMS', 'RATE_FILE', 'IMPORT_USED', 'IMPORT_REFUNDED',
  // complete exports and what goes to the accountant
  'EXPORT_FOREIGN', 'EXPORT_DAMAGED', 'EXPORT_FROM_FUTURE', 'BOOKS_NOT_EMPTY', 'DATEV_SETTINGS', 'DATEV_YEARS', 'DATEV_NOTHING', 'DATEV_TOO_MANY',
  // bank statements
  'BANK_FORMAT', 'BANK_BROKEN', 'BANK_DOCTYPE', 'BANK_EMPTY', 'BANK_TOO_MANY_LINES', 'BANK_HAS_PROBLEMS', 'BANK_MAPPING', 'BANK_STATE',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What is wrong with one field: where (dotted path into the input) and which rule. */
export interface FieldProblem {
  path: string;
  code: string;
  params?: Record<string, string | number> | undefined;
  /** A warning only asks once (acceptWarnings); without it the problem stops. */
  severity?: 'warning' | undefined;
}

export interface ErrorDetail {
  fields?: FieldProblem[];
  /** Seconds until trying again makes sense. */
  retryAfter?: number;
  /** Safe values for the sentence (counts, dates, currency codes): never paths, SQL, keys or texts. */
  params?: Record<string, string | number>;
}

/** The one error class of the house (STYLE: no other classes). Its message is its code, so that nothing private can reach a log. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  // Plain assignments: Node runs these files as they are only while the types can simply be stripped.
  constructor(code: ErrorCode, detail: ErrorDetail = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** True for an AppError, also across bundles and realms. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error;
}

/** The shape of every answer over the wall. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: { code: ErrorCode } & ErrorDetail };
