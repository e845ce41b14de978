// URLs in schemes: whether they are absolute, where they lead, and whether only the network at home knows them.

/** The parts of an absolute URL; `null` for one that is relative or is none. */
export function absoluteUrl(
  text: string,
): { readonly scheme: string; readonly host: string; readonly path: string } | null {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]*)(?::[^/?#]*)?([^?#]*)/i.exec(
    text.trim(),
  );
  if (match === null) return null;
  const [, scheme = '', host = '', path = ''] = match;
  return { scheme: scheme.toLowerCase(), host: host.toLowerCase(), path };
}

const NAMES_AT_HOME =
  /(?:^|\.)(?:localhost|local|internal|test|invalid|lan|home\.arpa)$|^host\.docker\.internal$/;
/** Loopback, link-local and private addresses (RFC 1122, 1918, 3927, 4193, 4291). */
const ADDRESSES_AT_HOME =
  /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|0\.0\.0\.0$|\[(?:::1|f[cd][0-9a-f]{2}:.*|fe80:.*)\]$)/;

/** Whether a host is on the own machine or in the own network, or is filled in later. */
export function isAtHome(host: string): boolean {
  if (/[{}$<>@]/.test(host) || host === '') return true;
  if (!host.includes('.') && !host.startsWith('[')) return true;
  return NAMES_AT_HOME.test(host) || ADDRESSES_AT_HOME.test(host);
}
