// The entry for windows in a browser, such as vscode.dev: the language server is a web worker.
import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { CreateClient } from './connection';
import { type Api, activate as activateIn } from './extension';

/** VS Code calls this once, on the first of the activation events. */
export function activate(context: ExtensionContext): Promise<Api> {
  const address = (name: string) => Uri.joinPath(context.extensionUri, 'dist', name).toString(true);
  const script = address('server-web.js');
  const createClient: CreateClient = (given) => {
    const jsParser = address('js-parser.js');
    const options = { ...given, initializationOptions: { ...given.initializationOptions, jsParser } };
    let worker: Worker | null = null;
    const end = () => worker?.terminate();
    // A client that finds its server dead asks for another one. It is given the two ends of the conversation, not the
    // worker: VS Code puts a class of its own in the place of Worker, of which the worker itself is no instance.
    const start = async () => {
      end();
      worker = new Worker(script, { name: 'AuthLint language server' });
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    return { client: new LanguageClient('authlint', 'AuthLint', start, options), end };
  };
  return activateIn(context, createClient);
}
