// The state of one request inside nginx, as ngx_http_request_t holds it: it changes as the request moves on.

import type { AnswerCache, Effect, Step, UpstreamRequest } from '../../../model/decision';
import type { Files } from '../../../model/files';
import type { Place } from '../../../text/span';
import { fromBytes } from '../config/bytes';
import type { ListenAddress } from '../config/listen';
import type { Configuration, Scope, Server } from '../config/scopes';
import type { Unknown } from './unknown';

/** What all requests of one question share. */
export type Site = {
  readonly configuration: Configuration;
  readonly files: Files;
  readonly steps: Step[];
  readonly layerEntry: string;
  readonly cache: AnswerCache;
  /** How many upstreams of the same configuration the request has gone through. */
  depth: number;
};

/** The client and its request, the same for a request and its sub-requests. */
export type Connection = {
  readonly site: Site;
  readonly server: Server;
  readonly listen: ListenAddress;
  /** The host as nginx knows it: lower case, without port; `null` where the request names none. */
  readonly host: string | null;
  readonly scheme: 'http' | 'https';
  readonly peer: string;
  readonly requestUri: string;
  readonly method: string;
  /** Header lines that got past nginx's own checks. */
  readonly headers: readonly RequestHeader[];
  readonly credentials: 'valid' | 'invalid';
  readonly bodyLength: number;
  /** The body that the headers announce never comes: whoever waits for it waits in vain. */
  readonly bodyMissing: boolean;
  /** Variables that `set`, captures and `auth_request_set` gave a value; shared with sub-requests. */
  readonly variables: Map<string, string | Unknown>;
  /** Values of `map` and `geo` variables, which are computed once. */
  readonly cached: Map<string, string | Unknown>;
};

/** A header line of a request; one that another server sends may have a value that cannot be known. */
export type RequestHeader = {
  readonly name: string;
  readonly value: string | Unknown;
  readonly at: Place | null;
};

export type ResponseHeader = {
  readonly name: string;
  readonly value: string | Unknown;
  dropped: boolean;
  readonly at: Place | null;
};

export type Exchange = {
  readonly connection: Connection;
  readonly main: Exchange | null;
  method: string;
  /** The decoded and normalised path, as bytes. */
  uri: string;
  args: string;
  /** The block whose settings hold (`r->loc_conf`). */
  scope: Scope;
  internal: boolean;
  uriChanged: boolean;
  /** `r->uri_changes`: how many moves to another location are left. */
  changesLeft: number;
  validUnparsedUri: boolean;
  validLocation: boolean;
  /** `r->add_uri_to_alias`: try_files has found a file behind the alias of a regex location. */
  addUriToAlias: boolean;
  captures: readonly (string | undefined)[];
  /** The client's address, after the realip module. */
  address: string;
  addressReplaced: boolean;
  /** Headers of the answer that are already set, in order. */
  readonly answer: ResponseHeader[];
  /** `r->headers_out.www_authenticate`: the challenge that nginx itself set last. */
  challenge: ResponseHeader | null;
  /** `r->headers_out.location`: the Location that nginx itself made, or rewrote. */
  location: ResponseHeader | null;
  /** `r->err_status`: the status that an error page keeps; 0 for none. */
  errStatus: number;
  /** The line that gave that status. */
  errAt: Place | null;
  /** `r->error_page`: no further error pages. */
  errorPageDone: boolean;
  accessCode: number;
  accessAt: Place | null;
  /** The handler of *_pass directives (`r->content_handler`). */
  handler: Scope | null;
  /** What the last upstream answered: headers for `$upstream_http_…`, `null` where it is not modelled. */
  upstreamAnswer: UpstreamAnswer | null;
  upstream: UpstreamRequest | null;
  /** `$proxy_host`: the host and port of the proxy_pass that is under way. */
  proxyHost: string;
};

export type UpstreamAnswer = {
  readonly status: number | null;
  readonly headers: readonly ResponseHeader[] | null;
};

/** An answer that is on its way to the client. */
export type Reply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: readonly ResponseHeader[];
      readonly body: string | null;
      readonly at: Place | null;
      /** Whether a file, a handler or an upstream that is not modelled gives it. */
      readonly passed: boolean;
      readonly upstream: UpstreamRequest | null;
    }
  | Unknown;

/** The most moves to another location: NGX_HTTP_MAX_URI_CHANGES (src/http/ngx_http_request.h) and one. */
export const MAX_URI_CHANGES = 11;

/** Starts the state of a main request at its server. */
export function newExchange(connection: Connection, uri: string, args: string): Exchange {
  return {
    connection,
    main: null,
    method: connection.method,
    uri,
    args,
    scope: connection.server,
    internal: false,
    uriChanged: false,
    changesLeft: MAX_URI_CHANGES,
    validUnparsedUri: true,
    validLocation: true,
    addUriToAlias: false,
    captures: [],
    address: connection.peer,
    addressReplaced: false,
    answer: [],
    challenge: null,
    location: null,
    errStatus: 0,
    errAt: null,
    errorPageDone: false,
    accessCode: 0,
    accessAt: null,
    handler: null,
    upstreamAnswer: null,
    upstream: null,
    proxyHost: '',
  };
}

/** Notes what a line did. */
export function note(x: Exchange, effect: Effect, text: string, at: Place | null): void {
  const { site } = x.connection;
  const inner = fromBytes(x.main === null ? text : `sub-request: ${text}`);
  site.steps.push({ layer: { kind: 'nginx', entry: site.layerEntry }, at, text: inner, effect });
}
