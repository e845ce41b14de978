// Passing a request to an upstream, and its answer back (src/http/modules/ngx_http_proxy_module.c and its kin,
// src/http/ngx_http_upstream.c).
import { flag, group, innermost, isHidden } from '../config/inherit';
import { arg, type Line, placeOf } from '../config/lines';
import type { ListenAddress } from '../config/listen';
import { send } from './answer';
import { cached, slotOf, store } from './cache';
import { isChallenge, setChallenge } from './challenge';
import { type Exchange, note, type Reply, type RequestHeader, type ResponseHeader } from './exchange';
import { locationOf } from './folders';
import { authorizationOf, headersUpstream, type PassWords, symbolic } from './request-headers';
import { hiddenHeaders, passedOn, redirected } from './response-headers';
import { serveConnection } from './serve';
import { finish, internalRedirect, namedLocation, readErrorPage } from './special';
import { isUnknown, type Unknown, unknown, unknownSetting } from './unknown';
import { parseUpstream, type Target, upstreamServer } from './upstreams';
import { escapeUri, pathOf, splitArgs } from './uri';
import { evaluate, variablesIn } from './values';

export function passToUpstream(x: Exchange, line: Line): Reply {
  return line.name === 'proxy_pass' ? proxyPass(x, line) : otherPass(x, line);
}

/** FastCGI, uwsgi, SCGI, gRPC and memcached servers are not modelled; they get the client's headers all the same. */
function otherPass(x: Exchange, line: Line): Reply {
  const protocol = line.name.replace('_pass', '');
  const words = passWords(protocol);
  const clients = headersUpstream(x, words);
  if (isUnknown(clients)) return clients;
  const headers = withParameters(x, `${protocol}_param`, clients);
  if (isUnknown(headers)) return headers;
  const address = arg(line, 0).replace(/^[a-z]+:\/\//, '');
  const url = `${protocol}://${address.replace(/^unix:/, '')}${escapeUri(x.uri)}`;
  return unmodelled(x, line, url, headers, words);
}

/**
 * A parameter `HTTP_AUTHORIZATION` of FastCGI, uwsgi and SCGI takes the place of the client's header, and an empty one
 * takes it away (ngx_http_fastcgi_create_request and its kin).
 */
function withParameters(
  x: Exchange,
  directive: string,
  headers: readonly RequestHeader[],
): readonly RequestHeader[] | Unknown {
  const lines = group(x.scope, directive);
  if (isHidden(lines)) return unknownSetting(directive, lines);
  const line = lines.find((one) => arg(one, 0) === 'HTTP_AUTHORIZATION');
  if (line === undefined) return headers;
  const value = evaluate(arg(line, 1), x, placeOf(line));
  const others = headers.filter(({ name }) => name.toLowerCase() !== 'authorization');
  return value === '' ? others : [...others, { name: 'Authorization', value, at: placeOf(line) }];
}

function passWords(protocol: string): PassWords {
  return {
    setHeader: protocol === 'proxy' || protocol === 'grpc' ? `${protocol}_set_header` : '',
    passHeaders: `${protocol}_pass_request_headers`,
    passBody: `${protocol}_pass_request_body`,
  };
}

function proxyPass(x: Exchange, line: Line): Reply {
  const target = targetOf(x, line);
  if ('kind' in target) return target;
  const words = passWords('proxy');
  x.proxyHost = target.hostHeader;
  const headers = headersUpstream(x, words);
  if (isUnknown(headers)) return headers;
  const listen = upstreamServer(x.connection.site.configuration, target);
  const url = `${target.scheme}://${target.authority}${target.path}`;
  if (listen === null) return unmodelled(x, line, url, headers, words);
  return modelled(x, line, { target, listen, url }, headers, words);
}

/** The URL that a `proxy_pass` asks (ngx_http_proxy_create_request): with a URI part, or the request's own target. */
function targetOf(x: Exchange, line: Line): Target | Reply {
  const source = arg(line, 0);
  const hasVariables = variablesIn(source).length > 0;
  const value = evaluate(source, x, placeOf(line));
  if (isUnknown(value)) return hasVariables ? symbolicTarget(x, source, line) : value;
  const target = parseUpstream(value);
  if (target === null) return badAddress(x, line, value);
  return { ...target, path: pathUpstream(x, target.path, hasVariables) };
}

/** An address that is none is found out when the request is there (ngx_http_proxy_eval). */
function badAddress(x: Exchange, line: Line, value: string): Reply {
  note(x, 'answers', `"${value}" is no address`, placeOf(line));
  return finish(x, { status: 500, at: placeOf(line) });
}

/** An address that cannot be known is an upstream that is not modelled, under the name of its variable. */
function symbolicTarget(x: Exchange, source: string, line: Line): Target | Unknown {
  const target = parseUpstream(symbolic(source, x));
  if (target === null) return unknown(`the address "${source}"`, placeOf(line));
  return { ...target, path: pathUpstream(x, target.path, true), known: false };
}

function pathUpstream(x: Exchange, path: string, hasVariables: boolean): string {
  // Blanks at the end are those before the protocol's name in the request line.
  if (hasVariables && path !== '') return path.replace(/ +$/, '');
  if (path === '' && x.validUnparsedUri) return x.connection.requestUri;
  const args = x.args === '' ? '' : `?${x.args}`;
  // What came without escapes goes on without any (ngx_http_proxy_create_request, `r->quoted_uri`).
  const isPlain = !x.internal && !pathOf(x.connection.requestUri).includes('%');
  const written = (uri: string) => (isPlain ? uri : escapeUri(uri));
  // After `rewrite … break` the URI part does not count (`r->valid_location`).
  if (path === '' || !x.validLocation) return written(x.uri) + args;
  const match = locationOf(x.scope)?.match;
  const name = match?.kind === 'prefix' || match?.kind === 'exact' ? match.path : '';
  return path + written(x.uri.slice(name.length)) + args;
}

/** An upstream that is not among the files: it is taken to answer. */
function unmodelled(
  x: Exchange,
  line: Line,
  url: string,
  headers: readonly RequestHeader[],
  words: PassWords,
): Reply {
  const lines = setLines(x, words);
  const authorization = authorizationOf(x, headers, lines);
  x.upstream = { url, authorization };
  x.upstreamAnswer = { status: null, headers: null };
  note(x, 'forwards', `${line.name} to ${url} ${carrying(authorization)}`, placeOf(line));
  return send(x, { status: 200, passed: true, at: placeOf(line) });
}

function setLines(x: Exchange, words: PassWords): readonly Line[] {
  const lines = group(x.scope, words.setHeader);
  return isHidden(lines) ? [] : lines;
}

function carrying(authorization: string | null): string {
  return authorization === null ? 'without Authorization' : `with Authorization: ${authorization}`;
}

/** The most hops through servers of one configuration; a longer way is a loop. */
const MAX_DEPTH = 8;

type Way = { readonly target: Target; readonly listen: ListenAddress; readonly url: string };

/** An upstream that is a server of the same configuration: the request goes on there. */
function modelled(
  x: Exchange,
  line: Line,
  way: Way,
  headers: readonly RequestHeader[],
  words: PassWords,
): Reply {
  const { target, listen, url } = way;
  const { site } = x.connection;
  const authorization = authorizationOf(x, headers, setLines(x, words));
  note(x, 'forwards', `${line.name} to ${url} ${carrying(authorization)}`, placeOf(line));
  if (x.connection.bodyMissing) return finish(x, { status: 504, at: placeOf(line) });
  const slot = slotOf(x);
  const kept = slot === null ? null : cached(x, slot);
  if (kept !== null) return takeAnswer(x, line, kept, null);
  if (site.depth >= MAX_DEPTH)
    return unknown('the answer of servers that pass the request around', placeOf(line));
  const method = methodUpstream(x);
  if (isUnknown(method)) return method;
  site.depth++;
  const reply = serveConnection(site, {
    method,
    target: target.path,
    scheme: target.scheme,
    listen,
    headers,
    peer: '127.0.0.1',
    credentials: x.connection.credentials,
    bodyMissing: bodyStays(x, words, headers),
  });
  site.depth--;
  if (isUnknown(reply)) return reply;
  if (reply.status === 0) return finish(x, { status: 502, at: placeOf(line) });
  if (slot !== null) store(x, slot, reply);
  return takeAnswer(x, line, reply, reply.upstream ?? { url, authorization });
}

/** The method of the request, or another one by `proxy_method` (ngx_http_proxy_create_request). */
function methodUpstream(x: Exchange): string | Unknown {
  const found = innermost(x.scope, 'proxy_method');
  if (found === null) return x.method;
  if (isHidden(found)) return unknownSetting('proxy_method', found);
  return evaluate(arg(found.line, 0), x, placeOf(found.line));
}

/** A sub-request repeats the Content-Length of a body that it does not send. */
function bodyStays(x: Exchange, words: PassWords, headers: readonly RequestHeader[]): boolean {
  const announced = headers.some(
    ({ name, value }) => name.toLowerCase() === 'content-length' && value !== '',
  );
  const passed = flag(x.scope, words.passBody, true);
  return announced && (x.main !== null || passed === false);
}

/** Takes over an upstream's answer: intercepted, or with the headers that are not hidden. */
function takeAnswer(
  x: Exchange,
  line: Line,
  reply: Reply & { kind: 'reply' },
  upstream: Exchange['upstream'],
): Reply {
  x.upstream = upstream;
  x.upstreamAnswer = {
    status: reply.passed ? null : reply.status,
    headers: reply.passed ? null : reply.headers,
  };
  const jump = reply.headers.find(({ name }) => name.toLowerCase() === 'x-accel-redirect');
  if (jump !== undefined && typeof jump.value === 'string') {
    note(x, 'rewrites', `X-Accel-Redirect leads to ${jump.value}`, placeOf(line));
    if (jump.value.startsWith('@')) return namedLocation(x, jump.value, line);
    const { path, args } = splitArgs(jump.value);
    if (x.method !== 'HEAD') x.method = 'GET';
    return internalRedirect(x, path, args);
  }
  const intercepted = intercepts(x, reply.status);
  if (isUnknown(intercepted)) return intercepted;
  if (intercepted) return interceptedAnswer(x, reply);
  const hidden = hiddenHeaders(x);
  if (isUnknown(hidden)) return hidden;
  for (const header of reply.headers) {
    if (hidden.has(header.name.toLowerCase()) || redirected(x, header)) continue;
    x.answer.push(passedOn(header));
  }
  return send(x, { status: reply.status, body: reply.body, at: reply.at, passed: reply.passed });
}

/** `proxy_intercept_errors` acts where an error_page names the status (ngx_http_upstream_intercept_errors). */
function intercepts(x: Exchange, status: number): boolean | Unknown {
  if (status < 300) return false;
  const on = flag(x.scope, 'proxy_intercept_errors', false);
  if (isHidden(on)) return unknownSetting('proxy_intercept_errors', on);
  if (!on) return false;
  const pages = group(x.scope, 'error_page');
  if (isHidden(pages)) return unknownSetting('error_page', pages);
  return pages.some((page) => readErrorPage(page).statuses.includes(status));
}

/** The first challenge goes along even where proxy_hide_header hides it (nginx before 1.23.0). */
function interceptedAnswer(x: Exchange, reply: Reply & { kind: 'reply' }): Reply {
  const challenge = reply.status === 401 ? reply.headers.find(isChallenge) : undefined;
  if (challenge !== undefined) setChallenge(x, challenge);
  const location = locationHeader(reply.headers);
  note(x, 'changes', `proxy_intercept_errors takes the upstream's ${reply.status}`, reply.at);
  return finish(x, { status: reply.status, at: reply.at, ...(location === null ? {} : { location }) });
}

function locationHeader(headers: readonly ResponseHeader[]): string | null {
  const value = headers.find(({ name }) => name.toLowerCase() === 'location')?.value;
  return typeof value === 'string' ? value : null;
}
