import { removeTempDir, tempDir } from "../../test/kit/processes";
import { parseArguments } from "./arguments";
import { runOrganizationDemo } from "./organization";
import { progress } from "./progress";
import { reasonOf } from "./reason";
import { runDemo } from "./run";

// The SDK's remark about its support of Node next year is nothing that a user of the demo can act on.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

// Before anything that cleans up listens: the line comes first, the cleaning up after it.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => progress.interrupted());
}

async function main(): Promise<number> {
  const answer = parseArguments(process.argv.slice(2));
  if ("exitCode" in answer) {
    (answer.exitCode === 0 ? process.stdout : process.stderr).write(answer.text);
    return answer.exitCode;
  }
  const folder = tempDir("apono-demo-");
  try {
    const holds = answer.organization
      ? await runOrganizationDemo(folder)
      : await runDemo(folder, answer);
    return holds ? 0 : 1;
  } catch (error) {
    const { reason, output } = reasonOf(error);
    progress.failed(reason, output);
    return 1;
  } finally {
    removeTempDir(folder);
  }
}

void main().then((code) => {
  process.exitCode = code;
});
