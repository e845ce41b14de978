import { parsers } from './parsers.js';
import { security } from './security.js';
import { accounts, files } from './routes.js';
export const loaders = [parsers, security, accounts, files];
