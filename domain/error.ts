// The one error the domain throws. Any room may catch it; it carries a code and plain parameters, never a sentence for the user.

/** Every reason the domain can refuse for. The renderer holds the words for each. */
export const DOMAIN_ERROR_CODES = [
  'ADJUSTMENT',
  'AFTER_TAX_CHARGE',
  'ALLOCATION',
  'AMOUNT_TOO_LARGE',
  'CODE_CHARACTER',
  'CODE_CHECKSUM',
  'CODE_LENGTH',
  'CONVERT_EMPTY',
  'CONVERT_LINE',
  'CONVERT_NOT_ALLOWED',
  'CONVERT_OVER',
  'CREDIT_EMPTY',
  'CREDIT_LINE',
  'CREDIT_NOTHING_LEFT',
  'CREDIT_OVER',
  'CURRENCY_UNKNOWN',
  'DATE',
  'DECIMAL',
  'DEPOSIT_OVER',
  'DIVISION_BY_ZERO',
  'EARLY_PAYMENT',
  'FY_START',
  'INSTALMENTS',
  'INTEREST',
  'METHOD',
  'PATTERN',
  'PAYMENT_AMOUNT',
  'PAYMENT_CURRENCY',
  'PAYMENT_OVER',
  'PAYMENT_UNKNOWN',
  'PAYMENT_VOID',
  'PERIOD_CLOSED',
  'PERIOD_ORDER',
  'PER_NOT_POSITIVE',
  'PRICE_NEGATIVE',
  'RATE_MISSING',
  'RATE_NEGATIVE',
  'REFUND_OVER',
  'REMINDER_LEVELS',
  'SCHEDULE',
  'SEQUENCE',
  'STATE',
  'TAX_TWICE',
  'TERMS',
  'TAX_DUE_ISSUED',
  'TAX_DUE_MONTH',
  'TAX_DUE_SAME',
  'WRITE_OFF_LIMIT',
] as const;

export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

/** Thrown by domain functions when their input breaks a rule. `params` are values for the message (never secrets). */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: DomainErrorCode, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
