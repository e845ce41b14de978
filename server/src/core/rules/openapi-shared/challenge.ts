// The challenge of documented 401s: whether it is there, and how it comes there.
import { type Change, together } from '../../kinds/openapi/edits';
import { get, type Part } from '../../kinds/openapi/part';
import type { Header, Response } from '../../kinds/openapi/responses';
import type { OpenApiContext } from '../openapi-rule';
import { type Answer, writtenIn } from './answers';

/** Names that are meant to be WWW-Authenticate, without their hyphens. */
const MEANT =
  /^(?:www(?:authenticate|authentication|authentification|authorization|authorisation|auth)|authenticate|proxyauthenticate)$/;

/** The header that is meant to be the challenge; `null` where there is the right one as well. */
export function misnamedChallenge(response: Response): Header | null {
  if (response.header('WWW-Authenticate') !== null) return null;
  return response.headers.find(({ name }) => MEANT.test(name.toLowerCase().replaceAll(/[-_]/g, ''))) ?? null;
}

/** Documents WWW-Authenticate in what a response says. */
export function addChallenge({ contract, change }: OpenApiContext, body: Part): Change {
  const header = contract.version.family === '2.0' ? { type: 'string' } : { schema: { type: 'string' } };
  const headers = get(body, 'headers');
  return headers === null
    ? change.insert(body, 'headers', { 'WWW-Authenticate': header }, { after: 'description' })
    : change.insert(headers, 'WWW-Authenticate', header);
}

/** Makes a response a 401 with a challenge where it stands in the operation; `null` where there is a 401 already. */
export function asUnauthorized(context: OpenApiContext, { operation, response }: Answer): Change {
  if (operation.responses.get('401') !== null) return null;
  const status = context.change.rename(response.field, '401');
  const { body } = response;
  if (body === null || body.node !== writtenIn(response).node) return status;
  if (response.header('WWW-Authenticate') !== null) return status;
  const wrong = misnamedChallenge(response);
  return together(
    status,
    wrong === null ? addChallenge(context, body) : context.change.rename(wrong.field, 'WWW-Authenticate'),
  );
}
