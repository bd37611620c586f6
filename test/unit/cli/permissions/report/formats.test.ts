import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import {
  type ReportOptions,
  buildReport,
} from "../../../../../cli/permissions/report/build-report";
import { buildDiff } from "../../../../../cli/permissions/report/diff";
import { pageOf } from "../../../../../cli/permissions/report/html/page";
import { markdownOf } from "../../../../../cli/permissions/report/markdown";
import type { PermissionReport } from "../../../../../cli/permissions/report/report";
import { cleanUp, tempDir } from "../../../../kit/processes";
import { runCli } from "../../../../support/cli";
import { PROJECT } from "../../../../kit/project-copy";

afterAll(cleanUp);

const report = (choice: Partial<ReportOptions> = {}) =>
  buildReport({
    module: "ecs-connector",
    version: "1.2.3",
    partition: "aws",
    withPermissions: true,
    ...choice,
  });

/** What a schema of docs/ finds wrong with some data. */
function problems(schema: string, data: unknown) {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(PROJECT, "docs", schema), "utf8")));
  validate(data);
  return validate.errors ?? [];
}

describe("JSON", () => {
  it.each([
    ["ecs-connector", {}],
    ["eks-connector", { withPermissions: false, partition: "aws-cn" }],
    ["org-delegation", { account: "123456789012", region: "eu-west-1", connectorId: "apono" }],
  ] as const)("of %s is as its schema says", async (module, choice) => {
    expect(problems("permissions.schema.json", await report({ module, ...choice }))).toEqual([]);
  });

  it("is not as the schema says where something is missing or foreign", async () => {
    const changed = { ...(await report()), counts: undefined, more: 1 };
    expect(problems("permissions.schema.json", JSON.parse(JSON.stringify(changed)))).toMatchObject([
      { keyword: "required", params: { missingProperty: "counts" } },
      { keyword: "additionalProperties", params: { additionalProperty: "more" } },
    ]);
  });

  it("is what the command prints", async () => {
    const args = ["permissions", "--permission-sets", "ec2-read", "--format", "json"];
    const { code, out } = await runCli(args);
    expect(code).toBe(0);
    const printed = JSON.parse(out) as PermissionReport;
    expect(printed).toEqual(
      await report({ permissionSets: ["ec2-read"], version: printed.version }),
    );
  });
});

describe("Markdown", () => {
  it("has a line for every row, with its marks", async () => {
    const full = await report();
    const text = markdownOf(full);
    const lines = text.split("\n");
    for (const row of full.roles.flatMap(({ policies }) => policies.flatMap(({ rows }) => rows))) {
      const found = lines.filter((line) => line.startsWith(`| \`${row.action}\` |`));
      expect(found.some((line) => row.escalation.every((path) => line.includes(path)))).toBe(true);
      expect(found.some((line) => line.includes(row.accessLevels.join(", ")))).toBe(true);
    }
    expect(text).toContain(
      "**Add an inline policy to its own role** (`own-role-inline-policy`): closed by a guardrail",
    );
    expect(text).toContain("| Allowed actions | 159 |".replace("159", String(full.counts.actions)));
    expect(text).toContain("#### guardrails (guardrail: denies)");
    expect(text).toContain("AWS may change it.");
  });

  it("has tables whose rows have as many cells as their heads", async () => {
    const tables = markdownOf(await report()).match(/(^\|.*\n?)+/gm)!;
    expect(tables.length).toBeGreaterThan(15);
    for (const table of tables) {
      const cells = table
        .trim()
        .split("\n")
        .map((line) => line.split(/(?<!\\)\|/).length);
      expect(new Set(cells).size).toBe(1);
    }
  });
});

describe("the page", () => {
  it("is the same each time", async () => {
    expect(pageOf(await report())).toBe(pageOf(await report()));
  });

  it("lets no text end an element or begin one", async () => {
    const full = await report();
    const evil = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'&`;
    const page = pageOf({ ...full, version: evil, account: evil });
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("<img");
    const [, data = ""] = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(
      page,
    )!;
    expect((JSON.parse(data) as PermissionReport).account).toBe(evil);
  });

  it("needs nothing from anywhere", async () => {
    const page = pageOf(await report());
    expect(page).not.toMatch(/\s(src|srcset)=|@import|url\(/);
    expect([...page.matchAll(/<link [^>]*>/g)].map(([link]) => link)).toEqual([
      '<link rel="icon" href="data:," />',
    ]);
    expect(page).toMatch(/content="default-src &#39;none&#39;; style-src &#39;sha256-/);
  });
});

describe("the command", () => {
  it.each([
    [
      ["--permission-sets", "none"],
      /^ecs-connector has no permission set "none"\. Available sets: remote-management, .*\.$/,
    ],
    [
      ["-m", "org-delegation", "--permission-sets", "connector-logs"],
      /^org-delegation has no permission set "connector-logs"\. Available sets: /,
    ],
    [
      ["-m", "org-delegation", "--without-permissions"],
      /^org-delegation has no input withPermissions\. Remove --without-permissions, and choose with --permission-sets\.$/,
    ],
    [
      ["--account", "12"],
      /^--account: "12" is not a valid account ID\. Give 12 digits, such as 123456789012\.$/,
    ],
    [
      ["--region", "Frankfurt"],
      /^--region: "Frankfurt" is not a valid region\. Give a code such as eu-central-1\.$/,
    ],
    [["--connector-id", " "], /^--connector-id: the ID is empty\./],
    [["--format", "xml"], /Allowed choices are markdown, json, html/],
    [["--without-permissions", "--permission-sets", "ec2-read"], /cannot be used with option/],
  ])("refuses %p", async (args, message) => {
    const { code, out, err } = await runCli(["permissions", ...args]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  it("writes into a file", async () => {
    const file = join(tempDir("report-"), "permissions.html");
    const { code, out, err } = await runCli([
      "permissions",
      "--without-permissions",
      "-f",
      "html",
      "-o",
      file,
    ]);
    expect({ code, out, err }).toEqual({ code: 0, out: "", err: `Written to ${file}.` });
    expect(readFileSync(file, "utf8")).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
  });

  it.each([["permissions"], ["permissions", "diff", "a", "b"]])(
    "makes no folder for it: %s",
    async (...words) => {
      const folder = join(tempDir("report-"), "gone");
      const { code, err } = await runCli([...words, "-o", join(folder, "x.html")]);
      expect({ code, err }).toEqual({
        code: 2,
        err: `--output ${folder}/x.html: The folder ${folder} does not exist. Create it, or correct the path.`,
      });
    },
  );
});

describe("the difference", () => {
  const folder = tempDir("builds-");
  const build = (name: string, ...actions: string[]) => {
    const policy = { Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] };
    const content = JSON.stringify({ locals: { inline_policies: { set: { policy } } } });
    const path = join(folder, name);
    mkdirSync(path);
    writeFileSync(join(path, "main.tf.json"), content);
    return { name: path, files: new Map([["main.tf.json", Buffer.from(content)]]) };
  };
  const before = build("before", "ec2:DescribeTags", "ec2:DescribeInstances");
  const after = build("after", "ec2:DescribeTags", "iam:Put*Policy");

  it("has access levels, and more permissions first", async () => {
    const diff = await buildDiff(before, after);
    expect(diff).toMatchObject({
      more: 1,
      changes: [
        {
          what: "added",
          grows: true,
          action: "iam:Put*Policy",
          accessLevels: ["Permissions management"],
        },
        { what: "removed", grows: false, action: "ec2:DescribeInstances", accessLevels: ["List"] },
      ],
    });
    expect(problems("permissions-diff.schema.json", diff)).toEqual([]);
  });

  it("is shown in every format", async () => {
    const run = async (format: string) =>
      (await runCli(["permissions", "diff", before.name, after.name, "--format", format])).out;
    expect(await run("markdown")).toMatch(
      /\| MORE \| added \| `inline_policies\.set` \| Allow \| `iam:Put\*Policy` \| Permissions management \|/,
    );
    expect(JSON.parse(await run("json"))).toEqual(
      await buildDiff({ ...before, name: "before" }, { ...after, name: "after" }),
    );
    expect(await run("html")).toMatch(/<span class="badge more">MORE<\/span>/);
  });

  it("says that there is none", async () => {
    const { code, out } = await runCli(["permissions", "diff", before.name, before.name]);
    expect(code).toBe(0);
    expect(out).toMatch(/: no changes; both allow the same\.$/);
    const html = await runCli(["permissions", "diff", before.name, before.name, "-f", "html"]);
    expect(html.out).not.toContain("<table");
  });

  it("can fail on more, and only then", async () => {
    const fail = ["permissions", "diff", "--fail-on-more"];
    const more = await runCli([...fail, before.name, after.name]);
    expect(more).toMatchObject({
      code: 1,
      err: `${after.name} allows more than ${before.name}: 1 change marked MORE above.`,
    });
    expect((await runCli([...fail, before.name, before.name])).code).toBe(0);
    expect((await runCli(["permissions", "diff", before.name, after.name])).code).toBe(0);
  });

  it("says what is missing", async () => {
    const { code, err } = await runCli(["permissions", "diff", join(folder, "none"), after.name]);
    expect(code).toBe(2);
    expect(err).toMatch(/none does not exist\. Give a module's folder or its \.tar\.gz\.$/);
  });
});
