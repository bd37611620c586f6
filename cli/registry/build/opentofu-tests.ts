/** A `run` of a test, with the comment on it. */
const RUN = /(?:^#.*\n)*^run "([^"]+)" \{\n[^]*?^\}\n\n?/gm;

/** An override of one instance of a resource, such as `data.aws_route_table.effective[1]`. */
const INSTANCE = /^ *target *= *\S+\[/m;

/**
 * Adds what OpenTofu reads instead of a test that it would refuse, together with the whole module: it overrides resources
 * as a whole only. A `x.tofutest.hcl` takes the place of `x.tftest.hcl` there, and Terraform doesn't look at it.
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
  return `# OpenTofu reads this instead of ${path.split("/").at(-1)}. These runs are left out, because they override single
# instances of a resource, and OpenTofu overrides all of them only:
${names}

${kept.trimEnd()}
`;
}
