export class DomainError extends Error {
  constructor(readonly type: 'unauthenticated' | 'forbidden' | 'not-found' | 'invalid', message: string) { super(message); }
}
