// The commands that lenses and actions carry, for editors that have no extension to take them.
import { MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { pageUrl } from '../core';
import type { ServerContext } from './context';
import { outcomeText } from './explain';
import { EXPLAIN_REQUEST, OPEN_RULE_PAGE } from './protocol';
import { decisionOn, infoOf, readExplainParams } from './questions';

export const COMMANDS: readonly string[] = [EXPLAIN_REQUEST, OPEN_RULE_PAGE];

export function registerCommands(context: ServerContext): void {
  context.connection.onExecuteCommand(({ command, arguments: [argument] = [] }, token) =>
    context.answer('command', null, token, async (at) => {
      if (command === OPEN_RULE_PAGE) await openRulePage(context, argument);
      if (command !== EXPLAIN_REQUEST) return null;
      const asked = readExplainParams(argument);
      if (asked === null) return null;
      const { method, url } = asked.request;
      const decision = await decisionOn(at, asked);
      const answer = typeof decision === 'string' ? decision : outcomeText(decision);
      await tell(context, `${method} ${url}: ${answer}`);
      return null;
    }),
  );
}

async function openRulePage(context: ServerContext, rule: unknown): Promise<void> {
  const { connection, abilities } = context;
  const info = infoOf(rule);
  if (info === null) return;
  const uri = pageUrl(info.id);
  if (abilities.opensPages) await connection.window.showDocument({ uri, external: true });
  else await tell(context, `${info.summary} ${uri}`);
}

/** Shows a line that asks nothing of the user. */
function tell({ connection }: ServerContext, message: string): Promise<void> {
  return connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
}
