export class HttpError extends Error {
  private constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
    this.name = 'HttpError';
  }
  static unauthorized = (message: string) => new HttpError(401, 'UNAUTHORIZED', message);
  static notFound = (message: string) => new HttpError(404, 'NOT_FOUND', message);
  static badRequest = (message: string) => new HttpError(400, 'BAD_REQUEST', message);
}
