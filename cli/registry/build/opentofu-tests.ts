/** A `run` block of a test, with the comment above it. */
const RUN = /(?:^#.*\n)*^run "([^"]+)" \{\n[^]*?^\}\n\n?/gm;

/** An override of a single resource instance, such as `data.aws_route_table.effective[1]`. */
const INSTANCE = /^ *target *= *\S+\[/m;

/**
 * Adds a `x.tofutest.hcl` beside each `x.tftest.hcl` that overrides single instances: OpenTofu would reject the whole
 * module for those. It reads the `.tofutest.hcl` instead, which Terraform ignores.
 * https://opentofu.org/docs/cli/commands/test/
 *
 * @param files a module's files by path
 */
export function withOpenTofuTests(files: readonly [string, Buffer][]): [string, Buffer][] {
  return files.flatMap(([path, content]): [string, Buffer][] => {
    const text = content.toString("utf8");
    if (!path.endsWith(".tftest.hcl") || !INSTANCE.test(text)) return [[path, content]];
    const variant = path.replace(/\.tftest\.hcl$/, ".tofutest.hcl");
    return [
      [path, content],
      [variant, Buffer.from(openTofuTest(path, text))],
    ];
  });
}

function openTofuTest(path: string, test: string): string {
  const dropped = [...test.matchAll(RUN)].filter(([run]) => INSTANCE.test(run));
  const kept = dropped.reduce((text, [run]) => text.replace(run, () => ""), test);
  const names = dropped.map(([, name]) => `#   ${name}`).join("\n");
  return `# OpenTofu reads this instead of ${path.split("/").at(-1)}. These runs are omitted, because they override single
# instances of a resource, which OpenTofu does not support:
${names}

${kept.trimEnd()}
`;
}
