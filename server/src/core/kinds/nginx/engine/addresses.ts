// Client addresses and ranges of them, as allow, deny, geo and set_real_ip_from compare them (ngx_ptocidr).

/**
 * The length of the prefix by which an address lies in a range (`10.0.0.0/8`, one address, `all`);
 * `null` where it does not, or where the range is not one.
 */
export function addressInRange(address: string, range: string): number | null {
  if (range === 'all') return 0;
  const [base, length] = range.split('/');
  const wanted = parse(base ?? '');
  const given = parse(address);
  if (wanted === null || given === null || wanted.length !== given.length) return null;
  const bits = length === undefined ? wanted.length : Number(length);
  if (!Number.isInteger(bits) || bits < 0 || bits > wanted.length) return null;
  for (let i = 0; i < bits; i++) if (wanted[i] !== given[i]) return null;
  return bits;
}

/** Whether an IPv4 address lies between two others, both included. */
export function isBetween(address: string, first: string, last: string): boolean {
  const [at, from, to] = [address, first, last].map(numberOf4);
  return at != null && from != null && to != null && from <= at && at <= to;
}

function numberOf4(address: string): number | null {
  const bits = parse(address);
  return bits?.length === 32 ? bits.reduce((sum, bit) => sum * 2 + (bit ? 1 : 0), 0) : null;
}

/** An example address in a range, its base. */
export function addressIn(range: string): string | null {
  const base = range.split('/')[0] ?? '';
  return range === 'all' || parse(base) === null ? null : base;
}

/** The bits of an address, most significant first; IPv4-mapped IPv6 addresses count as IPv4. */
function parse(address: string): readonly boolean[] | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  const text = mapped?.[1] ?? address;
  return text.includes(':') ? parse6(text.replace(/^\[|\]$/g, '')) : parse4(text);
}

function parse4(text: string): readonly boolean[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.flatMap((part) => bitsOf(Number(part), 8));
}

function parse6(text: string): readonly boolean[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const before = head ?? [];
  const after = tail ?? [];
  const missing = 8 - before.length - after.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...before, ...Array<string>(halves.length === 1 ? 0 : missing).fill('0'), ...after];
  if (!groups.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return null;
  return groups.flatMap((part) => bitsOf(Number.parseInt(part, 16), 16));
}

function bitsOf(value: number, width: number): readonly boolean[] {
  return Array.from({ length: width }, (_, i) => ((value >> (width - 1 - i)) & 1) === 1);
}
