import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../kit/project-copy";

/** Messages of Terraform, cdktf, AWS, Helm and Kubernetes, by their first words. */
const OF_OTHERS =
  /^(No value for required variable|Missing variable|Unsupported Terraform|Failed to query|cdktf$|providers lock|Raw mode|EntityAlreadyExists|ResourceExists|creating IAM|release apono-connector failed|rolled back|due to atomic|Unauthorized|… is forbidden)/;

const sources = ["cli", "fleet", "lib", "modules", "stacks"]
  .flatMap((part) =>
    readdirSync(join(PROJECT, part), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(PROJECT, part, file), "utf8")),
  )
  .join("\n");

const quoted = readFileSync(join(PROJECT, "docs/guides/troubleshooting.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .flatMap((line) => [...line.split(" | ")[0]!.matchAll(/`([^`]+)`/g)].map(([, text]) => text!));

/** Words between what a message fills in. An input's name may come from its declaration. */
const pieces = (message: string): string[] =>
  message
    .replace(/^\w+: /, "")
    .split("…")
    .map((piece) => piece.replace(/subnet-$|\($|^\)/, "").trim())
    .filter((piece) => piece.length > 2);

it("quotes messages of others and of ours", () => {
  expect(quoted.filter((message) => !OF_OTHERS.test(message)).length).toBeGreaterThan(5);
});

it.each(quoted.filter((message) => !OF_OTHERS.test(message)))(
  "%s is a message of ours",
  (message) => {
    expect(pieces(message).filter((piece) => !sources.includes(piece))).toEqual([]);
  },
);
