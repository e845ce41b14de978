export class HttpException extends Error {
  static of(status: number, message: string): HttpException {
    return new HttpException(status, message);
  }
  protected constructor(public status: number, message: string) {
    super(message);
    Object.setPrototypeOf(this, HttpException.prototype);
  }
}
