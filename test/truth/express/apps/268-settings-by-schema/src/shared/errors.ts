export class HttpException extends Error {
  constructor(public readonly statusCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
export const unauthorized = (cause?: unknown) => new HttpException(401, 'Unauthorized', { cause });
