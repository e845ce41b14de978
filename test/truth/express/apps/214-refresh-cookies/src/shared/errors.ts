export type ErrorCode = 'UNAUTHENTICATED' | 'REUSED' | 'INVALID';

const STATUS: Record<ErrorCode, number> = { UNAUTHENTICATED: 401, REUSED: 401, INVALID: 400 };

export class AppError extends Error {
  readonly status: number;
  constructor(readonly code: ErrorCode, message: string = code.toLowerCase()) {
    super(message);
    this.status = STATUS[code];
  }
}
