// `req.app`, and apps that a handler sees otherwise: what they were given when the program started.
import type { Place } from '../../../../text/span';
import type { AppHoldings } from '../../stack';
import type { StackValue } from '../../values';
import { constant, type Datum, unknown } from '../datum';
import type { Machine } from './machine';
import { native } from './native';
import { datumOf, outsideKey } from './outside';
import { isTrue } from './truth';

/** `req.app` and `res.app`: the app that runs the handler, which a router is no app to. */
export function runningApp({ exchange }: Machine, at: Place): Datum {
  const [app] = exchange.apps;
  return app === undefined ? unknown('which app runs this is not known', at) : datumOf(app.app);
}

/** A member of an app. What is known of it is known of the app that runs and of those that it is mounted in. */
export function appMember(machine: Machine, app: StackValue, name: string, at: Place): Datum {
  const { apps } = machine.exchange;
  const chain = apps.slice(indexOf(apps, app));
  const [own] = chain;
  if (own === undefined) return unknownMember(app, name, at);
  switch (name) {
    case 'locals':
      return datumOf(own.locals);
    case 'get':
      return native(name, (args) =>
        args.length === 1 ? settingIn(chain, args[0], at) : unknownMember(app, name, at),
      );
    case 'enabled':
    case 'disabled':
      return native(name, ([setting]) =>
        constant(isTrue(machine, settingIn(chain, setting, at)) === (name === 'enabled')),
      );
    default:
      return unknownMember(app, name, at);
  }
}

function indexOf(apps: readonly AppHoldings[], { id }: StackValue): number {
  const index = apps.findIndex(({ app }) => app.id === id);
  return index < 0 ? apps.length : index;
}

function unknownMember(app: StackValue, name: string, at: Place): Datum {
  return unknown(`what "${name}" is here is not known`, at, { key: `${outsideKey(app)}.${name}` });
}

/**
 * A setting of an app, or of the apps around it: mounting makes their settings its prototype (Express 4 and 5
 * `lib/application.js`, defaultConfiguration).
 */
function settingIn(chain: readonly AppHoldings[], name: Datum | undefined, at: Place): Datum {
  if (name?.kind !== 'constant') return unknown('which setting this is, is not known', at);
  for (const { settings, otherSettings } of chain) {
    const value = settings.get(String(name.value)) ?? otherSettings;
    if (value.kind !== 'undefined' || settings.has(String(name.value))) return datumOf(value);
  }
  return constant(undefined);
}
