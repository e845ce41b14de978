import type { RequestHandler } from 'express';
import { assert } from '../errors/http.js';
import { credentials, type Place } from './credentials.js';
import { scopesOf } from './tokens.js';

export function requires(scope: string, ...also: Place[]): RequestHandler {
  return (req, res, next) => {
    const token = credentials(req, ['header', ...also]);
    assert(token, 401, 'a token is needed');
    const scopes = scopesOf(token);
    assert(scopes !== null, 401, 'the token is not known');
    assert(scopes.has(scope), 403, `the token lacks ${scope}`);
    res.locals.scopes = scopes;
    next();
  };
}
