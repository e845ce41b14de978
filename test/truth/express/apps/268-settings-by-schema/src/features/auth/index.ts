export { authRouter } from './auth.router';
export { requireUser } from './require-user';
