export { asyncHandler } from './async-handler';
export { authenticate } from './authenticate';
export { authorize } from './authorize';
export { validate } from './validate';
export { errorHandler, notFound } from './error-handler';
