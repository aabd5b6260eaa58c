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
  'CURRENCY_UNKNOWN',
  'DATE',
  'DECIMAL',
  'DIVISION_BY_ZERO',
  'FY_START',
  'PATTERN',
  'PER_NOT_POSITIVE',
  'PRICE_NEGATIVE',
  'RATE_MISSING',
  'RATE_NEGATIVE',
  'SEQUENCE',
  'TAX_TWICE',
  'TERMS',
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
