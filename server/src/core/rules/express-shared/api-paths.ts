// Which paths are for programs and scripts rather than for people.
import { segmentsOf } from './route-names';

/** Whether a path is that of an API: `/api/…`, `/v1/…`, `/graphql`, perhaps behind one other segment. */
export function isApiPath(path: string): boolean {
  const [first, second] = segmentsOf(path);
  return isApi(first) || (isApi(second) && second !== undefined && !/^v\d/.test(second));
}

function isApi(segment: string | undefined): boolean {
  return segment !== undefined && /^(?:api|apis|rest|rpc|graphql|v\d+(?:\.\d+)?)$/.test(segment);
}
