export class Failure extends Error {
  static readonly credentials = () => new Failure('credentials');
  static readonly token = () => new Failure('token');
  private constructor(readonly code: 'credentials' | 'token') { super(code); }
}
