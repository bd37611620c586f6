/** Where a test takes the mocks of a provider from: a folder of `*.tfmock.hcl`, named from the module's folder. */
const SOURCE = /^( *)source *= *"\.\/([^"]+)"\n/gm;

const MOCKS = ".tfmock.hcl";

/**
 * Puts the mocks that tests share into each test, and leaves their files out: OpenTofu knows no `source` in a
 * `mock_provider`, and refuses the whole module for it, as early as in `init`.
 * https://opentofu.org/docs/cli/commands/test/
 *
 * @param files a module's files by path
 * @throws Error where a test names a folder without mocks
 */
export function inlineMocks(files: readonly [string, Buffer][]): [string, Buffer][] {
  return files
    .filter(([path]) => !path.endsWith(MOCKS))
    .map(([path, content]) =>
      path.endsWith(".tftest.hcl")
        ? [path, Buffer.from(withMocks(path, content.toString("utf8"), files))]
        : [path, content],
    );
}

function withMocks(path: string, test: string, files: readonly [string, Buffer][]): string {
  return test.replace(SOURCE, (_line, indent: string, folder: string) => {
    const mocks = files.filter(([file]) => file.startsWith(`${folder}/`) && file.endsWith(MOCKS));
    if (mocks.length === 0) throw new Error(`${path}: there are no mocks in ${folder}.`);
    const text = mocks.map(([, content]) => content.toString("utf8").trimEnd()).join("\n\n");
    return `${text.replace(/^(?=.)/gm, indent)}\n`;
  });
}
