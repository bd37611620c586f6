import type { ResourceChangeJson } from "../../kit/terraform-json";
import {
  diagnosticMessages,
  diagnosticsOf,
  formatDiagnostics,
  parseMessages,
} from "../../kit/diagnostics";
import { changesOf, isChangeMessage, resourcesOf, testRunsOf } from "../../kit/terraform-json";

const line = (fields: object): string =>
  JSON.stringify({ "@level": "info", "@message": "", ...fields });

describe("diagnostics", () => {
  const error = {
    severity: "error",
    summary: "Invalid value for variable",
    detail: "A long text\nin two lines.",
    range: { filename: "main.tf", start: { line: 3 } },
  };
  const warning = { severity: "warning", summary: "Deprecated", address: "aws_iam_role.a" };
  const output = [
    line({ type: "version" }),
    "panic: not JSON",
    "{broken",
    line({ type: "diagnostic", diagnostic: error }),
    line({ type: "diagnostic", diagnostic: error }),
    line({ type: "diagnostic", diagnostic: warning }),
  ].join("\n");
  const diagnostics = diagnosticsOf(parseMessages(output));

  it("are read once each, whatever else is in the output", () => {
    expect(diagnosticMessages({ diagnostics })).toEqual([
      "Invalid value for variable: A long text\nin two lines.",
    ]);
    expect(diagnosticMessages({ diagnostics }, "warning")).toEqual(["Deprecated"]);
  });

  it("can be read by people, with their place", () => {
    expect(formatDiagnostics(diagnostics)).toBe(
      "error: Invalid value for variable: A long text\nin two lines.\n  (main.tf:3)\n\n" +
        "warning: Deprecated\n  (aws_iam_role.a)",
    );
  });
});

describe("changesOf", () => {
  const change = (actions: string[], more: object = {}) => ({
    actions,
    before: null,
    after: null,
    ...more,
  });
  const resource = (
    address: string,
    rest: Partial<ResourceChangeJson> & Pick<ResourceChangeJson, "change">,
  ): ResourceChangeJson => ({ address, mode: "managed", type: "aws_iam_role", ...rest });

  it("names each action, and leaves out what stays", () => {
    const changes = changesOf({
      resource_changes: [
        resource("a.stays", { change: change(["no-op"]) }),
        resource("a.moved", { previous_address: "a.old", change: change(["no-op"]) }),
        resource("a.new", { change: change(["create"]) }),
        resource("a.replaced", {
          action_reason: "replace_because_cannot_update",
          change: change(["create", "delete"], { replace_paths: [["a", 0, "b"]] }),
        }),
        resource("a.gone", { change: change(["delete"]) }),
      ],
    });
    expect(changes.map(({ address, action }) => `${address} ${action}`)).toEqual([
      "a.moved move",
      "a.new create",
      "a.replaced replace",
      "a.gone delete",
    ]);
    expect(changes[0]?.previousAddress).toBe("a.old");
    expect(changes[2]).toMatchObject({
      reason: "replace_because_cannot_update",
      replacedFor: ["a.0.b"],
    });
  });

  it("names the attributes that differ or become unknown", () => {
    const [changed] = changesOf({
      resource_changes: [
        resource("a.b", {
          change: change(["update"], {
            before: { same: 1, list: [1], id: "x" },
            after: { same: 1, list: [2] },
            after_unknown: { id: true, same: false, list: [false], nested: { deep: true } },
          }),
        }),
      ],
    });
    expect(changed?.attributes).toEqual(["id", "list", "nested"]);
  });
});

it("isChangeMessage sees resources and outputs that change", () => {
  const [resource, outputs, same] = parseMessages(
    [
      line({ type: "planned_change" }),
      line({ type: "outputs", outputs: { a: { action: "update" } } }),
      line({ type: "outputs", outputs: { a: { action: "noop" }, b: {} } }),
    ].join("\n"),
  );
  expect([resource, outputs, same].map((message) => message && isChangeMessage(message))).toEqual([
    true,
    true,
    false,
  ]);
});

it("resourcesOf walks into child modules", () => {
  const at = (address: string) => ({
    address,
    mode: "managed" as const,
    type: "t",
    name: "n",
    values: {},
  });
  const child = { resources: [at("module.a.t.n")] };
  const state = { values: { root_module: { resources: [at("t.n")], child_modules: [child] } } };
  expect(resourcesOf(state).map(({ address }) => address)).toEqual(["t.n", "module.a.t.n"]);
  expect(resourcesOf({})).toEqual([]);
});

it("testRunsOf gives each run once, with its own findings", () => {
  const run = (name: string, rest: object) =>
    line({ type: "test_run", test_run: { path: "a.tftest.hcl", run: name, ...rest } });
  const finding = { severity: "error", summary: "Test assertion failed", detail: "wrong" };
  const messages = parseMessages(
    [
      run("good", { progress: "starting" }),
      run("good", { progress: "complete", status: "pass" }),
      run("bad", { status: "fail" }),
      line({
        type: "diagnostic",
        "@testfile": "a.tftest.hcl",
        "@testrun": "bad",
        diagnostic: finding,
      }),
    ].join("\n"),
  );
  expect(testRunsOf(messages)).toEqual([
    { file: "a.tftest.hcl", name: "good", status: "pass", diagnostics: [] },
    { file: "a.tftest.hcl", name: "bad", status: "fail", diagnostics: [finding] },
  ]);
});
