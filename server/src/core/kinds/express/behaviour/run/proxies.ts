// What an app makes of the proxies in front of it: which client it sees, by which protocol and under which name.
import type { Place } from '../../../../text/span';
import { addressInRange } from '../../../nginx/engine/addresses';
import type { Trusted } from '../../stack';
import { constant, type Datum, list, UNDEFINED, unknown } from '../datum';
import type { Exchange } from '../exchange';

/** Names that stand for ranges (proxy-addr 2, `IP_RANGES`). */
const RANGES: Readonly<Record<string, readonly string[]>> = {
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  loopback: ['127.0.0.1/8', '::1/128'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * Whether a proxy is trusted that stands so many steps in front of the app (`compileTrust` of Express). Who connects and
 * says for whom is taken to be the proxy that the app is set up for.
 */
function isTrusted(trusted: Trusted, address: string, step: number): boolean {
  if (trusted === 'all') return true;
  if (typeof trusted !== 'number' && step === 0) return trusted.length > 0;
  if (typeof trusted === 'number') return step < trusted;
  return trusted
    .flatMap((range) => (Object.hasOwn(RANGES, range) ? (RANGES[range] ?? []) : [range]))
    .some((range) => addressInRange(address, range) !== null);
}

/** Whom the app trusts; `null` where that is not known. */
function trustedBy({ settings }: Exchange): Trusted | null {
  const { trustProxy } = settings;
  if (trustProxy.kind === 'off') return [];
  return trustProxy.kind === 'on' ? trustProxy.trusts : null;
}

/** Whether the app believes what the one says who is connected to it; `null` where that is not known. */
function believes(exchange: Exchange): boolean | null {
  const trusted = trustedBy(exchange);
  return trusted === null ? null : isTrusted(trusted, exchange.client.from, 0);
}

/** `req.protocol` and `req.secure`: X-Forwarded-Proto counts where the app trusts its proxy. */
export function protocolOf(exchange: Exchange, name: 'protocol' | 'secure', at: Place): Datum {
  const forwarded = exchange.header('x-forwarded-proto');
  const isBelieved = forwarded === null ? false : believes(exchange);
  if (isBelieved === null) return unknown('whether the app trusts its proxy is not known', at);
  const protocol = isBelieved ? firstOf(forwarded ?? '') : exchange.client.scheme;
  return constant(name === 'protocol' ? protocol : protocol === 'https');
}

/** `req.host` and `req.hostname`; the port is a part of the first in Express 5. */
export function hostOf(exchange: Exchange, name: 'host' | 'hostname', at: Place): Datum {
  const forwarded = exchange.header('x-forwarded-host');
  const isBelieved = forwarded === null ? false : believes(exchange);
  if (isBelieved === null) return unknown('whether the app trusts its proxy is not known', at);
  const host = isBelieved ? firstOf(forwarded ?? '') : exchange.header('host');
  if (host === null) return UNDEFINED;
  return constant(name === 'host' && exchange.version === 5 ? host : host.replace(/:\d+$/, ''));
}

/** `req.subdomains`: what stands in front of the last two parts of the host, the nearest first. */
export function subdomainsOf(exchange: Exchange, at: Place): Datum {
  const host = hostOf(exchange, 'hostname', at);
  if (host.kind !== 'constant') return host;
  if (host.value === undefined) return list([]);
  const name = String(host.value);
  const parts = /^[\d.]+$|:/.test(name) ? [name] : name.split('.').reverse();
  return list(parts.slice(2).map(constant));
}

function firstOf(header: string): string {
  return (header.split(',')[0] ?? '').trim();
}

/** `req.ip` and `req.ips` (proxy-addr 2, `alladdrs`): who is connected, and behind those who are trusted who they say. */
export function addressesOf(exchange: Exchange, name: 'ip' | 'ips', at: Place): Datum {
  const header = exchange.header('x-forwarded-for');
  const trusted = header === null ? [] : trustedBy(exchange);
  if (trusted === null) return unknown('which proxies the app trusts is not known', at);
  const said = (header ?? '').split(',').map((one) => one.trim());
  const all = [exchange.client.from, ...said.filter((one) => one !== '').reverse()];
  const last = all.findIndex((address, i) => i === all.length - 1 || !isTrusted(trusted, address, i));
  const known = all.slice(0, last + 1);
  if (name === 'ip') return constant(known.at(-1));
  return list(known.slice(1).reverse().map(constant));
}
