import type { Container } from '../container';
import { authenticate } from '../http/authenticate';
import { errorHandler } from '../http/error-handler';
import { TOKENS } from '../tokens';
import { CustomerService } from './customer.service';
import { SessionService } from './session.service';

export function registerServices(container: Container) {
  container
    .register(TOKENS.sessions, () => new SessionService())
    .register(TOKENS.customers, () => new CustomerService())
    .register(TOKENS.authenticate, (c) => authenticate(c.resolve(TOKENS.sessions)))
    .register(TOKENS.errorHandler, () => errorHandler);
}
