import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Token } from './container';
import type { SessionService } from './services/session.service';
import type { CustomerService } from './services/customer.service';

const token = <T>(name: string): Token<T> => ({ name });

export const TOKENS = {
  sessions: token<SessionService>('sessions'),
  customers: token<CustomerService>('customers'),
  authenticate: token<RequestHandler>('authenticate'),
  errorHandler: token<ErrorRequestHandler>('errorHandler'),
};
