// What a guard of an Express program demands, what is sent to it for that, and what it then gives.
import assert from 'node:assert/strict';
import { decideStack } from '../../server/src/core/kinds/express/dispatch/decide';
import { isExpressLayer } from '../../server/src/core/kinds/express/layer';
import { bareRequest, requirementOf } from '../../server/src/core/kinds/express/requirement';
import { withCredentials, withoutExamples } from '../../server/src/core/kinds/express/samples';
import { routeTable } from '../../server/src/core/kinds/express/table';
import type { Request } from '../../server/src/core/model/request';
import { analyzeTexts } from './workspace';

export type Demands = {
  /** The header that is sent, or the query. */
  readonly line: string | null;
  /** The whole request with that. */
  readonly right: Request | null;
  readonly outcomes: Readonly<Record<'bare' | 'wrong' | 'right', number | string>>;
};

/** Asks a guard that stands in front of one route, behind cookie-parser. */
export async function demandsIn(before: string, guard: string): Promise<Demands> {
  const text = `const express = require('express');
const app = express();
app.use(require('cookie-parser')());
${before}
app.get('/x', ${guard}, (req, res) => res.json({}));
app.listen(3000);
`;
  const manifest = { name: 'package.json', text: '{ "dependencies": { "express": "5" } }' };
  const { analysis } = await analyzeTexts([{ name: 'app.js', text }, manifest]);
  const layer = analysis.layers.find(isExpressLayer);
  const [route] = layer === undefined ? [] : routeTable(layer.stack.app);
  assert.ok(layer !== undefined && route !== undefined);
  const bare = bareRequest(route);
  assert.ok(bare !== null);
  const requirement = requirementOf(layer, route);
  const right = withCredentials(bare, requirement);
  const guessed = withCredentials(bare, withoutExamples(requirement));
  const answer = (request: Request | null) => {
    if (request === null) return 'nothing to send';
    const { outcome } = decideStack(layer.stack, { kind: 'express', entry: layer.entry }, request);
    return outcome.kind === 'unknown' ? outcome.reason : outcome.status;
  };
  const [header] = right?.headers ?? [];
  const query = right?.target.slice(bare.target.length) ?? '';
  return {
    line: header === undefined ? query || null : `${header[0]}: ${header[1]}`,
    right,
    outcomes: {
      bare: answer(bare),
      wrong: answer(guessed === null ? null : { ...guessed, credentials: 'invalid' }),
      right: answer(right),
    },
  };
}
