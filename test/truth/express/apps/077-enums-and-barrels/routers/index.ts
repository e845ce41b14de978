export { books } from './books';
export * from './loans';
export { default as admin } from './admin';
