/** The `source` of a `mock_provider`: a folder of `*.tfmock.hcl` files, relative to the module. */
const SOURCE = /^( *)source *= *"\.\/([^"]+)"\n/gm;

const MOCKS = ".tfmock.hcl";

/**
 * Copies shared mocks into each test, and drops their files: OpenTofu does not support `source` in a `mock_provider`,
 * and its `init` rejects the whole module.
 * https://opentofu.org/docs/cli/commands/test/
 *
 * @param files a module's files by path
 * @throws Error if a test's mock folder is empty
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
    if (mocks.length === 0) throw new Error(`${path}: no mocks found in ${folder}.`);
    const text = mocks.map(([, content]) => content.toString("utf8").trimEnd()).join("\n\n");
    return `${text.replace(/^(?=.)/gm, indent)}\n`;
  });
}
