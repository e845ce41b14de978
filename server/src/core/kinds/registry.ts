// The kinds of files that AuthLint reads, in the order in which they are asked whether a file is theirs.
import type { KindId } from '../model/layer';
import { express } from './express';
import type { Kind } from './kind';
import { nginx, nginxInYaml } from './nginx';
import { openapi } from './openapi';

export const KINDS: readonly Kind[] = [nginx, openapi, nginxInYaml, express];

/** The kind of that name among these. A layer without its kind is a mistake of the house, so it throws. */
export function kindOf(kinds: readonly Kind[], id: KindId): Kind {
  const kind = kinds.find((one) => one.id === id);
  if (kind === undefined) throw new Error(`no kind is called ${id}`);
  return kind;
}
