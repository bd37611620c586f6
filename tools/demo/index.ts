import { removeTempDir, tempDir } from "../../test/kit/processes";
import { parseArguments } from "./arguments";
import { runOrganizationDemo } from "./organization";
import { progress } from "./progress";
import { failureReason } from "./failure-reason";
import { runDemo } from "./run";

// Hides the SDK's notice about future Node.js support: users can't act on it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

// Registered before the cleanup's own handlers, so that this line is printed before the cleanup.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => progress.interrupted());
}

async function main(): Promise<number> {
  const parsed = parseArguments(process.argv.slice(2));
  if ("exitCode" in parsed) {
    (parsed.exitCode === 0 ? process.stdout : process.stderr).write(parsed.text);
    return parsed.exitCode;
  }
  const folder = tempDir("apono-demo-");
  try {
    const passed = parsed.organization
      ? await runOrganizationDemo(folder)
      : await runDemo(folder, parsed);
    return passed ? 0 : 1;
  } catch (error) {
    const { reason, output } = failureReason(error);
    progress.failed(reason, output);
    return 1;
  } finally {
    removeTempDir(folder);
  }
}

void main().then((code) => {
  process.exitCode = code;
});
