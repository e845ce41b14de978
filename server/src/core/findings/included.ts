// A finding in a file that several places include is said once, and names the places that it holds for.
import type { Place } from '../text/span';
import type { Finding, Label } from './finding';

/** So many places are shown; the last one says how many there are besides. */
const MAX_PLACES = 3;

/** Adds the places that include the file of a finding, where they are more than one. */
export function withPlaces(finding: Finding, places: readonly Place[]): Finding {
  if (places.length < 2) return finding;
  const shown = places.slice(0, MAX_PLACES);
  const more = places.length - shown.length;
  const labels: readonly Label[] = shown.map((place, i) => ({
    ...place,
    message:
      i === shown.length - 1 && more > 0
        ? `holds here, and in ${more} more ${more === 1 ? 'place' : 'places'}`
        : 'holds here',
  }));
  return { ...finding, related: [...finding.related, ...labels] };
}
