export class AppError extends Error {
  constructor(message: string, public readonly statusCode: number, public readonly expose = statusCode < 500) {
    super(message);
    Error.captureStackTrace?.(this, new.target);
  }
}
export class UnauthorizedError extends AppError { constructor(message = 'Unauthorized') { super(message, 401); } }
export class NotFoundError extends AppError { constructor(what: string) { super(`${what} not found`, 404); } }
