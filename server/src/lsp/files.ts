// Which host reads the files: the client where it offers to, else the disk.
import type { Connection } from 'vscode-languageserver';
import { clientHost, type FileClient } from '../host/client';
import type { Host } from '../host/files';
import { FindFilesRequest, GlobRequest, ReadFileRequest, StatRequest } from './protocol';
import { toFile, toUri } from './uris';

/** A host whose files are the client's. */
export function hostOfClient(connection: Connection, loadJsParser: Host['loadJsParser']): Host {
  const client: FileClient = {
    read: (file) => connection.sendRequest(ReadFileRequest, { uri: toUri(file) }),
    stat: (file) => connection.sendRequest(StatRequest, { uri: toUri(file) }),
    glob: async (base, pattern) => {
      const { uris } = await connection.sendRequest(GlobRequest, { base: toUri(base), pattern });
      return uris.map(toFile);
    },
    find: async (include, exclude, limit) => {
      const asked = exclude === null ? { include, limit } : { include, exclude, limit };
      const { uris } = await connection.sendRequest(FindFilesRequest, asked);
      return uris.map(toFile);
    },
  };
  return clientHost(client, loadJsParser);
}
