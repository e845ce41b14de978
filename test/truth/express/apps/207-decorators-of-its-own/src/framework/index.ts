export * from './decorators';
export * from './router-of';
