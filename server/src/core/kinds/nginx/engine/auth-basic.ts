// HTTP Basic (ngx_http_auth_basic_handler, src/http/modules/ngx_http_auth_basic_module.c).
import { fromBytes } from '../config/bytes';
import { innermost, isHidden } from '../config/inherit';
import { isOwn, resolveConf } from '../config/layout';
import { arg, type Line, placeOf } from '../config/lines';
import { checkPassword, decodeBasic, readUserFile } from '../passwords';
import type { Verdict } from './access';
import { addChallenge } from './challenge';
import { type Exchange, note } from './exchange';
import { isUnknown, unknownSetting } from './unknown';
import { evaluate } from './values';
import { inHeader } from './variables';

export function authBasic(x: Exchange): Verdict {
  const realmLine = innermost(x.scope, 'auth_basic');
  if (isHidden(realmLine)) return unknownSetting('auth_basic', realmLine);
  if (realmLine === null) return 'declined';
  const at = placeOf(realmLine.line);
  const written = arg(realmLine.line, 0);
  const file = innermost(x.scope, 'auth_basic_user_file');
  // Without a user file the realm is not evaluated, so a map that it asks is not remembered either.
  if (file === null) {
    const why = written === 'off' ? 'is off' : 'has no user file, so it asks nobody';
    note(x, 'skips', `auth_basic ${why}`, at);
    return 'declined';
  }
  const realm = evaluate(written, x, at);
  if (realm === 'off') {
    note(x, 'skips', 'auth_basic is off', at);
    return 'declined';
  }
  if (isHidden(file)) return unknownSetting('auth_basic_user_file', file);
  if (isUnknown(realm)) return realm;
  return ask(x, realm, realmLine.line, file.line);
}

function ask(x: Exchange, realm: string, realmLine: Line, fileLine: Line): Verdict {
  const at = placeOf(realmLine);
  const authorization = inHeader(x.connection.headers, 'authorization') ?? '';
  if (isUnknown(authorization)) return authorization;
  const given = decodeBasic(authorization);
  const refuse = (why: string): Verdict => {
    note(x, 'refuses', `auth_basic asks for a password: ${why}`, at);
    addChallenge(x, `Basic realm="${realm}"`, at);
    return { kind: 'status', status: 401, at };
  };
  if (given.kind === 'none') return refuse(given.why);
  const path = evaluate(arg(fileLine, 0), x, placeOf(fileLine));
  if (isUnknown(path)) return believe(x, at, refuse);
  const verdict = lookUpUser(x, path, given.user, given.password);
  switch (verdict) {
    case 'believe':
      return believe(x, at, refuse);
    case 'accepted':
      note(x, 'allows', `auth_basic lets ${given.user} in`, at);
      return 'ok';
    case 'missing':
      note(x, 'refuses', `the user file ${path} does not exist`, placeOf(fileLine));
      return { kind: 'status', status: 403, at: placeOf(fileLine) };
    case 'unreadable':
      note(x, 'refuses', `the user file ${path} cannot be read`, placeOf(fileLine));
      return { kind: 'status', status: 500, at: placeOf(fileLine) };
    default:
      return refuse(verdict.why);
  }
}

/** The password is as the question says where no readable file says otherwise. */
function believe(x: Exchange, at: ReturnType<typeof placeOf>, refuse: (why: string) => Verdict): Verdict {
  if (x.connection.credentials === 'invalid') return refuse('the credentials are not valid');
  note(x, 'allows', 'auth_basic: the credentials are taken as valid', at);
  return 'ok';
}

type LookUp = 'believe' | 'accepted' | 'missing' | 'unreadable' | { readonly why: string };

function lookUpUser(x: Exchange, path: string, user: string, password: string): LookUp {
  const { layout, level } = x.connection.site.configuration;
  const state = x.connection.site.files.read(fromBytes(resolveConf(layout, path)));
  if (state === null) return 'believe';
  switch (state.kind) {
    case 'text': {
      const result = checkPassword(readUserFile(state.text), user, password);
      if (result.kind === 'unknown') return 'believe';
      return result.kind === 'accepted' ? 'accepted' : { why: result.why };
    }
    case 'folder':
      return 'unreadable';
    case 'missing':
      return isOwn(layout, path) && !path.startsWith('/') && level === 'main' ? 'missing' : 'believe';
    case 'unreadable':
      return state.forbidden === true ? 'unreadable' : 'believe';
    case 'file':
      return 'believe';
  }
}
