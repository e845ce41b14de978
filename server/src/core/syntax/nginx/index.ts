// The door to the nginx syntax: text to tree and back.
export { lex } from './lexer';
export { parseNginx } from './parser';
export { printNginx } from './print';
export { type Body, type Directive, type NginxTree, type Word, walk } from './tree';
