// Colours and links of a terminal, as a parameter: an output is the same text with and without them.
import type { RuleId } from '../findings/finding';
import { pageOf } from '../findings/rule';

export type Colour = 'red' | 'yellow' | 'blue' | 'cyan' | 'green' | 'bold' | 'dim';

export type Paint = {
  paint(colour: Colour, text: string): string;
  /** A rule's id, linked to its page where the terminal can follow links. */
  rule(id: RuleId): string;
};

const CODES: Readonly<Record<Colour, readonly [on: number, off: number]>> = {
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
  green: [32, 39],
  bold: [1, 22],
  dim: [2, 22],
};

/** Where the pages of the rules are read on the web. */
export const PAGES_URL = 'https://github.com/authlint/authlint/blob/main/';

/** The address of a rule's page on the web. */
export function pageUrl(id: RuleId): string {
  return PAGES_URL + pageOf(id);
}

/** @param links whether the terminal follows OSC 8 links */
export function paintFor(colour: boolean, links: boolean): Paint {
  return {
    paint: (name, text) => {
      const [on, off] = CODES[name];
      return colour && text !== '' ? `\x1b[${on}m${text}\x1b[${off}m` : text;
    },
    rule: (id) => (links ? `\x1b]8;;${pageUrl(id)}\x1b\\${id}\x1b]8;;\x1b\\` : id),
  };
}

export const PLAIN: Paint = paintFor(false, false);
