import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { earlierRuns } from "../../../../tools/prove/earlier-runs";
import { RunFolder } from "../../../../tools/prove/run-folder";
import { collect } from "../../../support/cli";

const HERE = { accountId: "123456789012", partition: "aws", arn: "", region: "eu-central-1" };
const ABOUT = { target: "ecs", account: HERE.accountId, region: HERE.region, suffix: "1a2b3c4d" };

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "runs-"));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

/** Gives a run to another process. */
function givenTo(run: RunFolder, process: number): void {
  const file = join(run.path, "run.json");
  const kept = JSON.parse(readFileSync(file, "utf8")) as object;
  writeFileSync(file, JSON.stringify({ ...kept, process }));
}

const ended = () => spawnSync("true").pid;

it("keeps each root before anything of it is made, for the user alone", () => {
  const run = RunFolder.make(state, "ecs-1", ABOUT);
  run.addRoot("network", "network", { TF_VAR_name: "a" });
  const roots = () => RunFolder.unfinished(state)[0]?.about.roots;
  const root = { name: "network", folder: "network", variables: { TF_VAR_name: "a" } };
  expect(roots()).toEqual([{ ...root, applied: false }]);
  run.applying("network");
  expect(roots()).toEqual([{ ...root, applied: true }]);
  expect(statSync(join(run.path, "run.json")).mode & 0o077).toBe(0);
});

it("of a killed process in this account and region is to be destroyed, others are told", () => {
  const mine = RunFolder.make(state, "ecs-1", ABOUT);
  const foreign = RunFolder.make(state, "ecs-2", { ...ABOUT, account: "210987654321" });
  const gone = RunFolder.make(state, "ecs-3", ABOUT);
  for (const run of [mine, foreign, gone]) givenTo(run, ended());
  gone.cleaned();
  const { io, err } = collect();
  expect(earlierRuns(state, HERE, io).map(({ path }) => path)).toEqual([mine.path]);
  expect(err.join("\n")).toContain("left things in account 210987654321, eu-central-1");
});

it("of a process that still runs stops everything", () => {
  givenTo(RunFolder.make(state, "ecs-1", ABOUT), process.ppid);
  expect(() => earlierRuns(state, HERE, collect().io)).toThrow(
    `A run is still going on (process ${process.ppid}). Wait for its end, or give another --state.`,
  );
});
