export abstract class DomainError extends Error {
  abstract readonly status: number;
}

export class Unauthorized extends DomainError {
  readonly status = 401;
}

export class Forbidden extends DomainError {
  readonly status = 403;
}
