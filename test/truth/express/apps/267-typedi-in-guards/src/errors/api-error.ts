export abstract class ApiError extends Error {
  abstract readonly status: number;
  constructor(message?: string) { super(message ?? new.target.name); }
}
export class NotAuthenticated extends ApiError { readonly status = 401; }
export class NotAllowed extends ApiError { readonly status = 401; }
export class Conflict extends ApiError { readonly status = 409; }
