import {
  type ReportOptions,
  buildReport,
} from "../../../../../cli/permissions/report/build-report";
import { buildName } from "../../../../../cli/registry/package/build-name";
import { diffMarkdownOf } from "../../../../../cli/permissions/report/diff-markdown";
import { renderReport } from "../../../../../cli/permissions/report/render";
import { DEFAULT_SET_NAMES } from "../../../../../modules/permissions";

const report = (choice: Partial<ReportOptions> = {}) =>
  buildReport({
    module: "ecs-connector",
    version: "1.2.3",
    partition: "aws",
    withPermissions: true,
    ...choice,
  });
const BOUNDARY = "arn:aws:iam::123456789012:policy/apono-boundary";

describe("the first sentence", () => {
  const administrator =
    "With iam-access and identity-center the connector is in effect an administrator of the account: it can create a role such as apono-x with AdministratorAccess and assume it.";

  it("says that the connector is an administrator, in every format and before anything else", async () => {
    const whole = await report();
    expect(whole.verdict[0]).toBe(administrator);
    expect(JSON.parse(renderReport(whole, "json"))).toMatchObject({ verdict: whole.verdict });
    const [title, , first] = renderReport(whole, "markdown").split("\n");
    expect([title, first]).toEqual([
      "# What the Apono connector may do: ecs-connector 1.2.3",
      `**${administrator}**`,
    ]);
    const page = renderReport(whole, "html");
    const main = page.slice(page.indexOf("<main"));
    expect(
      main
        .match(/<p[ >][^]*?<\/p>/g)!
        .slice(1, 2)
        .join(),
    ).toContain(administrator);
  });

  it("shows the escalation paths before all rows", async () => {
    const page = renderReport(await report(), "html");
    expect(page.indexOf('id="escalation"')).toBeGreaterThan(page.indexOf("in effect an admin"));
    expect(page.indexOf('id="escalation"')).toBeLessThan(page.indexOf("<tbody"));
    const text = renderReport(await report(), "markdown");
    expect(text.indexOf("## Privilege escalation paths")).toBeLessThan(text.indexOf("| Action |"));
  });

  it("says what narrows it, and that what is closed is so directly only", async () => {
    const text = (await report()).verdict.join(" ");
    for (const each of [
      "apply to what it does directly",
      "remove iam-access, identity-center, eks-write and ssm-parameters-read",
      "grantedRolesBoundaryArn",
      "permissionsBoundaryArn limits only the connector's own roles",
    ])
      expect(text).toContain(each);
  });

  it("names what is left of it", async () => {
    const without = (...names: string[]) =>
      DEFAULT_SET_NAMES.filter((name) => !names.includes(name));
    expect((await report({ permissionSets: without("iam-access") })).verdict[0]).toBe(
      "With identity-center the connector is in effect an administrator of the account: it can create a permission set with AdministratorAccess and assign it.",
    );
    const less = await report({ permissionSets: without("iam-access", "identity-center") });
    expect(less.verdict).toEqual([
      "No known path makes the connector an administrator of the account; 3 paths give it more than is listed here: eks-access-entry, secrets, parameters.",
    ]);
    const one = await report({ withPermissions: false });
    expect(one.verdict[0]).toContain("; 1 path gives it more than is listed here: secrets.");
    expect(
      (await report({ permissionSets: ["ec2-read"], module: "eks-connector" })).verdict,
    ).toEqual(["No known privilege escalation path is open."]);
    expect((await report({ module: "org-delegation" })).verdict[0]).toContain(
      "an administrator of each account that it can reach",
    );
  });
});

describe("with grantedRolesBoundaryArn", () => {
  it.each(["ecs-connector", "eks-connector", "org-delegation"] as const)(
    "%s has no way left to any permissions, and says by what",
    async (module) => {
      const bounded = await report({ module, grantedRolesBoundary: BOUNDARY });
      const paths = bounded.roles.flatMap(({ escalation }) => escalation);
      const open = paths.filter(({ state }) => state !== "closed").map(({ id }) => id);
      expect([...new Set(open)].sort()).toEqual(["parameters", "secrets"]);
      const closed = paths.filter(({ closedByBoundary }) => closedByBoundary);
      expect(closed.map(({ id }) => id)).toEqual(
        expect.arrayContaining(["new-role", "trust-policy", "user-access-key", "instance-profile"]),
      );
      for (const { deniedBy } of closed)
        expect(deniedBy.join()).toContain(".granted-roles-boundary.");
      expect(bounded.verdict.join(" ")).toContain(
        `must have the boundary ${BOUNDARY}: this closes ${new Set(closed.map(({ id }) => id)).size} paths.`,
      );
      expect(renderReport(bounded, "markdown")).toContain("closed by grantedRolesBoundaryArn");
      expect(renderReport(bounded, "html")).toContain("closed by grantedRolesBoundaryArn");
    },
  );

  it("is not said of a report without it", async () => {
    const free = await report();
    expect(free.grantedRolesBoundary).toBeNull();
    for (const format of ["markdown", "html"] as const)
      expect(renderReport(free, format)).not.toContain("closed by grantedRolesBoundaryArn");
  });
});

it("shows each correction with its reason, only where they are named", async () => {
  const corrected = await report({ permissionSets: ["corrections"] });
  for (const format of ["markdown", "html", "json"] as const) {
    const text = renderReport(corrected, format);
    expect(text).toContain(
      "the unit of an account can't be found".replace("'", format === "html" ? "&#39;" : "'"),
    );
    expect(text).toContain("iam:DeleteLoginProfile");
    expect(renderReport(await report(), format)).not.toContain("apono-corrections");
  }
});

describe("numbers", () => {
  it("of escalation paths are the same in every format", async () => {
    const whole = await report();
    const { open, narrowed, closed } = whole.counts.escalationPaths;
    expect(open + narrowed).toBeGreaterThan(open);
    const page = renderReport(whole, "html");
    const shown = (name: string) =>
      Number(new RegExp(`data-count="escalation-paths-${name}">(\\d+)<`).exec(page)?.[1]);
    expect([shown("open"), shown("narrowed"), shown("closed")]).toEqual([open, narrowed, closed]);
    const text = renderReport(whole, "markdown");
    expect(text).toContain(`| Escalation paths, open | ${open} |`);
    expect(text).toContain(`| … open except for what a guardrail denies | ${narrowed} |`);
    expect(text).toContain(`| … closed by a guardrail | ${closed} |`);
  });

  it("of one are in the singular", async () => {
    const one = await report({ permissionSets: ["resource-tags-read"], module: "eks-connector" });
    const page = renderReport(one, "html");
    expect(page).toContain("(1 permission set)");
    expect(page).toMatch(/>1<\/strong>\s+action\s/);
    expect(renderReport(one, "markdown")).toContain("(1 permission set)");
    const change = {
      what: "added",
      grows: true,
      accessLevels: [],
      where: "a",
      effect: "Allow",
      action: "a:B",
      resource: "*",
      condition: "",
    } as const;
    const diff = { format: 1, before: "a", after: "b", more: 1, changes: [change] } as const;
    expect(diffMarkdownOf(diff)).toContain("1 change, 1 allows MORE.");
  });
});

describe("a build in a difference", () => {
  const files = (changelog?: string) =>
    new Map([
      [
        "main.tf.json",
        Buffer.from(JSON.stringify({ resource: { aws_ecs_service: { connector: {} } } })),
      ],
      ...(changelog === undefined ? [] : [["CHANGELOG.md", Buffer.from(changelog)] as const]),
    ]);

  it("is called by its module and version, not by its path", () => {
    expect(buildName("/tmp/x/terraform-aws-apono-ecs-connector-1.2.3.tar.gz", files())).toBe(
      "ecs-connector 1.2.3",
    );
    expect(buildName("/tmp/x/unpacked", files("# Changelog\n\n## [1.1.0]\n\n## [1.0.0]\n"))).toBe(
      "ecs-connector 1.1.0",
    );
    expect(buildName("/tmp/x/mine/", files())).toBe("mine");
  });
});
