// The file system `disk:` of a window without a server: every call is a request to disk.mjs. Its search finds nothing,
// as that of many virtual file systems: an extension that relies on it sees an empty folder.
const vscode = require('vscode');

exports.activate = (context) => {
  const root = context.extensionUri.with({ path: '/disk' }).toString(true);
  const changed = new vscode.EventEmitter();
  const announce = (type, uri) => changed.fire([{ type, uri }]);

  const call = async (method, uri, query = '', body = undefined) => {
    const where = uri.path.split('/').map(encodeURIComponent).join('/');
    const response = await fetch(`${root}${where}${query}`, { method, body });
    if (response.status === 404) throw vscode.FileSystemError.FileNotFound(uri);
    if (!response.ok) throw vscode.FileSystemError.Unavailable(`${method} ${uri}: ${response.status}`);
    return response;
  };

  const provider = {
    onDidChangeFile: changed.event,
    watch: () => ({ dispose() {} }),
    stat: async (uri) => (await call('GET', uri, '?stat')).json(),
    readDirectory: async (uri) => (await call('GET', uri, '?readdir')).json(),
    readFile: async (uri) => new Uint8Array(await (await call('GET', uri)).arrayBuffer()),
    writeFile: async (uri, content) => {
      await call('PUT', uri, '', content);
      announce(vscode.FileChangeType.Changed, uri);
    },
    createDirectory: async (uri) => {
      await call('PUT', uri, '?mkdir');
      announce(vscode.FileChangeType.Created, uri);
    },
    delete: async (uri) => {
      await call('DELETE', uri);
      announce(vscode.FileChangeType.Deleted, uri);
    },
    rename: async (from, to) => {
      await call('PUT', to, `?rename=${encodeURIComponent(from.path)}`);
      announce(vscode.FileChangeType.Deleted, from);
      announce(vscode.FileChangeType.Created, to);
    },
  };
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('disk', provider, { isCaseSensitive: true }),
  );
  // Without any search provider the window waits for one, and starts no suite.
  context.subscriptions.push(
    vscode.workspace.registerFileSearchProvider('disk', { provideFileSearchResults: async () => [] }),
  );
};
