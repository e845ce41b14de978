// What functions of packages do that is known without reading them, each in a file of its own.
import type { PackageValue, Value } from '../values';
import { callAutoload } from './autoload';
import { callAwilix } from './awilix';
import type { CallSite } from './call';
import { callHelper, helperName } from './compiled';
import { callContainer } from './container-calls';
import { callControllers } from './controllers';
import { callEnvalid } from './env-schemas';
import { callExpress } from './express';
import { callFolders } from './folders';
import { inherits } from './function-objects';
import { callGlob } from './globs';
import { callYaml } from './json-files';
import { callJsonServer } from './json-server';
import { callLodash } from './lodash';
import { callValidator } from './openapi-validator';
import { callPolyfill } from './polyfills';
import type { Run } from './run';
import { callSettings } from './settings-files';
import { callContract } from './ts-rest';
import { callTsoa } from './tsoa';
import { callSockets } from './web-sockets';

/** What is known of a package's function without reading it; `null` where a call of it is kept as it is. */
export function callPackage(
  run: Run,
  callee: PackageValue,
  site: CallSite,
  self: Value | null,
): Value | null {
  return (
    callHelper(run, helperName(callee), site) ??
    callExpress(run, callee, site) ??
    callLodash(run, callee, site) ??
    callPolyfill(run, callee, site) ??
    callFolders(run, callee, site) ??
    inherits(callee, site) ??
    callGlob(run, callee, site) ??
    callContainer(run, callee, site) ??
    callEnvalid(run, callee, site) ??
    callControllers(run, callee, site, self) ??
    callAutoload(run, callee, site, self) ??
    callSockets(callee, site) ??
    callSettings(run, callee, site) ??
    callYaml(run, callee, site) ??
    callValidator(run, callee, site) ??
    callJsonServer(run, callee, site) ??
    callAwilix(run, callee, site, self) ??
    callContract(run, callee, site) ??
    callTsoa(run, callee, site)
  );
}
