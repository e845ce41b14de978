// Findings follow files outside the workspace too, where the editor watches nothing by itself.
import { Uri, workspace } from 'vscode';
import { acmeFindings, at, ready, until } from './support';

suite('changes outside the workspace', () => {
  suiteSetup(ready);

  test('of a file that is included by its absolute path are seen', async () => {
    const before = acmeFindings().length;
    const outside = Uri.joinPath(at(''), '..', `outside-${Date.now()}`);
    const guard = Uri.joinPath(outside, 'guard.inc');
    const site = at('relint/more.d/outside.conf');
    try {
      await write(guard, 'auth_basic "outside"; auth_basic_user_file htpasswd;\n');
      await write(site, siteThatIncludes(guard.path));
      await until('the fault of the new site', () => acmeFindings().length === before + 1);
      await write(guard, '# open\n');
      await until('the fault to go', () => acmeFindings().length === before);
    } finally {
      await workspace.fs.delete(Uri.joinPath(site, '..'), { recursive: true });
      await workspace.fs.delete(outside, { recursive: true });
    }
  });
});

async function write(file: Uri, text: string): Promise<void> {
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
}

function siteThatIncludes(file: string): string {
  return `server {
  listen 8097;
  server_name outside.example;
  include ${file};
  location /.well-known/acme-challenge/ { root /srv/acme; }
}
`;
}
