import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ModuleName } from "../../modules/module-names";
import type { AuthorizationRequest, CallPlace } from "../kit/authorization";
import { PROJECT_ROOT } from "../kit/paths";
import type { Choice } from "./deployer-policy";

/** Where recordings are made, whichever account it was. */
export const RECORDED_PLACE: CallPlace = {
  partition: "aws",
  region: "us-east-1",
  accountId: "123456789012",
};

/** What Terraform needed from one set of inputs to the next. */
export interface RecordedStep {
  /** The inputs that are applied; those of the step before when everything is destroyed. */
  readonly inputs: Choice;
  /** The types of resources and data sources (`data.…`) in the state afterwards. */
  readonly types: readonly string[];
  /** What AWS checked with IAM: action, resource, and condition keys as `key=value`. */
  readonly requests: readonly string[];
}

/** The deployments of a module that were recorded, each as its steps. */
export type Recording = Readonly<Record<string, readonly RecordedStep[]>>;

/** The command that records again. */
export const RECORD_AGAIN =
  "UPDATE_DEPLOYER_CALLS=1 npx jest --config test/jest.config.js --selectProjects e2e --testPathPatterns e2e/deployer && npm run format";

/** Whether this run writes the recordings instead of comparing with them. */
export const isRecording = (): boolean => process.env["UPDATE_DEPLOYER_CALLS"] === "1";

const fileOf = (module: ModuleName): string =>
  join(PROJECT_ROOT, "test", "fixtures", "deployer-calls", `${module}.json`);

/** What is recorded of a module; nothing where it has never been. */
export const recordingOf = (module: ModuleName): Recording =>
  existsSync(fileOf(module)) ? (JSON.parse(readFileSync(fileOf(module), "utf8")) as Recording) : {};

export function writeRecording(
  module: ModuleName,
  name: string,
  steps: readonly RecordedStep[],
): void {
  const all = { ...recordingOf(module), [name]: steps };
  mkdirSync(dirname(fileOf(module)), { recursive: true });
  writeFileSync(fileOf(module), `${JSON.stringify(all, null, 2)}\n`);
}

/** IDs that the emulator makes up, by what stands for them. */
const IDS: readonly (readonly [RegExp, string])[] = [
  [/(?<=")(?!123456789012"|210987654321")\d{12}(?=")/g, "111122223333"],
  [/\b(sg|subnet|vpc|vpce|rtb)-[0-9a-f]{8,17}\b/g, "$1-0123456789abcdef0"],
  [/(:secret:[^ "]+)-[A-Za-z0-9]{6}(?=[ "]|$)/g, "$1-Ab12Cd"],
  [/\ba-[0-9a-f]{17}\b/g, "a-0123456789abcdef0"],
  [/\br-[0-9a-z]{4,32}(?=[ "]|$)/g, "r-ab12"],
  [/\bou-[0-9a-z]{4,32}-[0-9a-z]{8,32}\b/g, "ou-ab12-cdef3456"],
];

/** A text without made-up IDs. */
export const withoutIds = (text: string): string =>
  IDS.reduce((changed, [id, instead]) => changed.replace(id, instead), text);

/** Requests as lines, each once, sorted. */
export const asLines = (requests: readonly AuthorizationRequest[]): string[] =>
  [
    ...new Set(
      requests.map(({ action, resource, context }) =>
        withoutIds(
          [
            action,
            resource,
            ...Object.entries(context).map(([key, value]) => `${key}=${value}`),
          ].join(" "),
        ),
      ),
    ),
  ].sort();

/** A request from its line. */
export function fromLine(line: string): AuthorizationRequest {
  const [action, resource, ...pairs] = line.split(" ") as [string, string, ...string[]];
  const context = Object.fromEntries(
    pairs.map((pair): [string, string] => [
      pair.slice(0, pair.indexOf("=")),
      pair.slice(pair.indexOf("=") + 1),
    ]),
  );
  return { action, resource, context };
}
