// The parser of JavaScript and TypeScript, a chunk that is loaded when a file of the workspace needs it.
export { parseJs } from './core/syntax/js/parser';
