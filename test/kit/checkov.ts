import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, tempDir } from "./processes";
import { pythonTool } from "./python-tool";

/** The version of checkov that the project is held against. */
export const CHECKOV = "3.3.30";

/** What checkov says of a plan. */
export interface CheckovReport {
  /** Checks that were passed, over all resources. */
  readonly passed: number;
  /** `<check> <address>` of those that were not. */
  readonly failed: readonly string[];
}

/** Checks a plan, as `terraform show -json` tells it, by checkov's own rules; nothing is fetched. */
export async function checkov(plan: unknown): Promise<CheckovReport> {
  const command = await pythonTool("checkov", CHECKOV);
  const folder = tempDir("checkov-");
  const file = join(folder, "plan.json");
  writeFileSync(file, JSON.stringify(plan));
  // Ends with 1 where a check fails.
  await run(
    command,
    ["-f", file, "--framework", "terraform_plan", "--skip-download", "-o", "json"].concat([
      ...["--quiet", "--output-file-path", folder],
    ]),
    { cwd: folder },
  );
  const { summary, results } = JSON.parse(readFileSync(join(folder, "results_json.json"), "utf8"));
  if (summary.parsing_errors > 0) throw new Error("checkov could not read the plan.");
  return {
    passed: summary.passed,
    failed: results.failed_checks.map(
      ({ check_id, resource }: Record<string, string>) => `${check_id} ${resource}`,
    ),
  };
}
