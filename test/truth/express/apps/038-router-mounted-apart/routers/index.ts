export { default as admin } from './admin';
export * from './shop';
