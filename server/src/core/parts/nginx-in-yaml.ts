// The part of the core that is loaded for nginx configuration inside of YAML files.
import type { Part } from '../catalogue';
import { nginxInYaml } from '../kinds/nginx/in-yaml';
import { RULES } from '../rules/nginx';

export const part: Part = { kind: nginxInYaml, rules: RULES };
