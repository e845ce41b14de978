// Fingerprints: what makes a finding the same one after lines were added above it or its file was reindented.
import type { Finding } from './finding';

export type Described = {
  readonly finding: Finding;
  /** The file's name relative to the project. */
  readonly name: string;
  /** The text of the lines that it marks. */
  readonly lines: string;
  readonly route: string | null;
};

/** The fingerprints of findings in their order; of several that are alike, each gets its own. */
export function fingerprintsOf(all: readonly Described[]): readonly string[] {
  const seen = new Map<string, number>();
  return all.map(({ finding, name, lines, route }) => {
    const text = lines.trim().replace(/\s+/g, ' ');
    const base = JSON.stringify([finding.rule, name, text, route]);
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return hash(`${base}${count}`);
  });
}

/** FNV-1a over the code units, twice with different starts: 64 bits as 16 hexadecimal digits. */
function hash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (a >>> 16), 0x01000193);
  }
  const hex = (half: number) => (half >>> 0).toString(16).padStart(8, '0');
  return hex(a) + hex(b);
}
