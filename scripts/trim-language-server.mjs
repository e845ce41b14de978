// An esbuild plugin that leaves out features of the protocol for language servers that ours has no use for.

/** The library puts all features into each connection. Of these neither the server nor a client of it asks for one. */
const FEATURES =
  'notebook semanticTokens callHierarchy typeHierarchy inlineValue moniker linkedEditingRange inlineCompletion';

/** For the servers alone: the client's library makes features of its own of the protocol. */
export const trimLanguageServer = {
  name: 'trim-language-server',
  setup(build) {
    const names = FEATURES.replaceAll(' ', '|');
    const filter = new RegExp(
      `vscode-languageserver(?:-protocol)?[\\\\/]lib[\\\\/]common[\\\\/](?:protocol\\.)?(${names})\\.js$`,
    );
    build.onLoad({ filter }, ({ path }) => {
      const [, name = ''] = filter.exec(path) ?? [];
      const feature = name === 'notebook' ? 'NotebookSync' : name.charAt(0).toUpperCase() + name.slice(1);
      // What is exported beside a feature is not there, and nobody reads it.
      const contents = path.includes('-protocol') ? '' : `exports.${feature}Feature = (Base) => Base;`;
      return { contents, loader: 'js' };
    });
  },
};
