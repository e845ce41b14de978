// The language server in Node: over IPC where an editor forks it, over stdio where it is told so.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from './host/node';
import { loadJsParser } from './host/node-parser';
import { serve } from './lsp/server';

serve(createConnection(ProposedFeatures.all), { disk: nodeHost, loadJsParser });
