// The kinds of files that AuthLint reads, in the order in which they are asked whether a file is theirs.
import type { KindId } from '../model/layer';
import { expressSign } from './express/recognise';
import type { Kind, KindSign } from './kind';
import { nginxInYamlSign, nginxSign } from './nginx/recognise';
import { openapiSign } from './openapi/recognise';

/** What tells their files. The kinds themselves are in parts of the core that are loaded when a file of theirs is found. */
export const KINDS: readonly KindSign[] = [nginxSign, openapiSign, nginxInYamlSign, expressSign];

/** The kind of that name among these. A layer without its kind is a mistake of the house, so it throws. */
export function kindOf(kinds: readonly Kind[], id: KindId): Kind {
  const kind = kinds.find((one) => one.id === id);
  if (kind === undefined) throw new Error(`no kind is called ${id}`);
  return kind;
}
