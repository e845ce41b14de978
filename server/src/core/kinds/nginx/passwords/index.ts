// Passwords as nginx checks them: user files, their hashes, and the credentials of a request.
export { utf8Bytes } from './bytes';
export { checkPassword, type PasswordCheck } from './check';
export { type BasicCredentials, decodeBasic, encodeBasic } from './credentials';
export type { HashFormat } from './format';
export { type Flaw, isUncertain, readUserFile, type UserFile, type UserLine } from './user-file';
