import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { earlierRuns } from "../../../../tools/prove/earlier-runs";
import { RunFolder } from "../../../../tools/prove/run-folder";
import { collect } from "../../../support/cli";

const HERE = { accountId: "123456789012", partition: "aws", arn: "", region: "eu-central-1" };
const INFO = { target: "ecs", account: HERE.accountId, region: HERE.region, suffix: "1a2b3c4d" };

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "runs-"));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

/** Saves another process as the run's. */
function setProcess(run: RunFolder, process: number): void {
  const file = join(run.path, "run.json");
  const saved = JSON.parse(readFileSync(file, "utf8")) as object;
  writeFileSync(file, JSON.stringify({ ...saved, process }));
}

const ended = () => spawnSync("true").pid;

it("saves each root before it is applied, readable only by the user", () => {
  const run = RunFolder.create(state, "ecs-1", INFO);
  run.addRoot("network", "network", { TF_VAR_name: "a" });
  const roots = () => RunFolder.unfinished(state)[0]?.info.roots;
  const root = { name: "network", folder: "network", variables: { TF_VAR_name: "a" } };
  expect(roots()).toEqual([{ ...root, applied: false }]);
  run.markApplied("network");
  expect(roots()).toEqual([{ ...root, applied: true }]);
  expect(statSync(join(run.path, "run.json")).mode & 0o077).toBe(0);
});

it("of a killed process is destroyed if it is in this account and region, else noted", () => {
  const mine = RunFolder.create(state, "ecs-1", INFO);
  const foreign = RunFolder.create(state, "ecs-2", { ...INFO, account: "210987654321" });
  const gone = RunFolder.create(state, "ecs-3", INFO);
  for (const run of [mine, foreign, gone]) setProcess(run, ended());
  gone.markCleaned();
  const { io, err } = collect();
  expect(earlierRuns(state, HERE, io).map(({ path }) => path)).toEqual([mine.path]);
  expect(err.join("\n")).toContain("left resources in account 210987654321, region eu-central-1");
});

it("of a running process is an error", () => {
  setProcess(RunFolder.create(state, "ecs-1", INFO), process.ppid);
  expect(() => earlierRuns(state, HERE, collect().io)).toThrow(
    `Another run is in progress (process ${process.ppid}). Wait for it to end, or use another --state folder.`,
  );
});
