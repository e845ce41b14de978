// Files that a template fills in: what is not there may still come.
import { hasTemplates } from '../../kinds/openapi/filled';
import type { FileId } from '../../text/span';
import type { OpenApiContext } from '../openapi-rule';

/** Whether a template may put anything into a file. */
export function mayBeFilledIn({ contract }: OpenApiContext, file: FileId): boolean {
  const known = contract.library.known(file);
  return known !== null && hasTemplates(known);
}
