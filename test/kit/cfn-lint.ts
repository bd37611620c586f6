import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findMoto } from "./moto-install";
import { run, tempDir } from "./processes";

/** One finding of cfn-lint. */
export interface LintFinding {
  /** The rule's id: E… for an error, W… for a warning, I… for a remark. */
  readonly rule: string;
  readonly message: string;
}

/**
 * What AWS's linter finds in a CloudFormation template, warnings too. It comes with the emulator, in one version.
 * https://github.com/aws-cloudformation/cfn-lint
 */
export async function lintTemplate(
  template: string,
  regions: readonly string[],
): Promise<LintFinding[]> {
  const file = join(tempDir("template-"), "template.json");
  writeFileSync(file, template);
  const { command } = await findMoto();
  const { stdout, stderr, code } = await run(command, [
    ...[
      "-c",
      "import sys; from cfnlint.runner import main; sys.exit(main())",
      "--format",
      "json",
      "--include-checks",
      "W",
      "--regions",
      ...regions,
    ],
    ...["--", file],
  ]);
  // Its exit code is made up of what it found, and 1 is an error of its own.
  if (code === 1) throw new Error(`cfn-lint did not run: ${stderr}`);
  const findings = JSON.parse(stdout || "[]") as { Rule: { Id: string }; Message: string }[];
  return findings.map(({ Rule, Message }) => ({ rule: Rule.Id, message: Message }));
}
