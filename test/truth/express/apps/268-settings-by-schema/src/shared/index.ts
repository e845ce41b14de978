export * from './errors';
export * from './validate';
export { errorHandler } from './error-handler';
