import { memberRoleName, resourceNames } from "../../../../cli/doctor/resource-names";
import { readRequest } from "../../../../cli/doctor/request";
import { buildModule } from "../../../../modules";
import type { ModuleName } from "../../../../modules/module-names";

const where = { accountId: "123456789012", region: "us-east-1" };
const CLUSTER = { TF_VAR_clusterName: "main" };
const values = async (module: ModuleName, env: Record<string, string>) =>
  (await readRequest({}, env)).values(module);
const names = async (module: ModuleName, env: Record<string, string> = {}) =>
  resourceNames(module, await values(module, env), where).map(
    ({ kind, name }) => `${kind} ${name}`,
  );

describe("resourceNames", () => {
  it("derives the names as the module does", async () => {
    expect(await names("ecs-connector")).toEqual([
      "role apono-connector-role-da765cca",
      "role apono-connector-execution-role-da765cca",
      "secret apono-connector-registry-credentials-da765cca",
      "log group /ecs/apono-connector-logs-da765cca",
      "security group apono-connector-sg-da765cca",
      "cluster apono-connector-ecscluster-da765cca",
      "service apono-connector-ecsservice-da765cca",
    ]);
    expect(await names("eks-connector", CLUSTER)).toEqual(["role apono-connector-role-d74ea9d1"]);
    expect(await names("eks-connector", { TF_VAR_clusterName: "other" })).not.toEqual(
      await names("eks-connector", CLUSTER),
    );
    expect(await names("eks-connector")).toEqual([]);
    expect(await names("org-delegation")).toEqual([
      "role apono-management-role-da765cca",
      "stack set apono-member-role-da765cca",
    ]);
  });

  it.each(["ecs-connector", "eks-connector"] as const)("names what %s has", async (module) => {
    const built = JSON.stringify(buildModule(module).toFiles());
    for (const name of await names(module, CLUSTER)) {
      const stem = name.replace(/^.* (\/ecs\/)?/, "").replace(/[0-9a-f]{8}$/, "");
      expect(built).toContain(`\${local.name_prefix}${stem}\${local.name_suffix}`);
    }
  });

  it("names what org-delegation has", async () => {
    const built = JSON.stringify(buildModule("org-delegation").toFiles());
    expect(built).toContain("apono-management-role-${local.name_suffix}");
    expect(built).toContain("apono-member-role-${replace(local.name_suffix, ");
  });

  it("follows the inputs of an organization", async () => {
    const given = { TF_VAR_nameSuffix: "own_1", TF_VAR_managementRoleName: "apono-top" };
    expect(await names("org-delegation", { ...given, TF_VAR_callAs: "DELEGATED_ADMIN" })).toEqual([
      "role apono-top",
      "stack set apono-member-role-own-1",
    ]);
    expect(memberRoleName("org-delegation", await values("org-delegation", given), where)).toBe(
      "apono-member-role-own_1",
    );
    expect(
      memberRoleName(
        "org-delegation",
        await values("org-delegation", { TF_VAR_memberRoleName: "apono-below" }),
        where,
      ),
    ).toBe("apono-below");
  });

  it("names the one role of account-delegation", async () => {
    expect(await names("account-delegation", { TF_VAR_nameSuffix: "own_1" })).toEqual([
      "role apono-member-role-own_1",
    ]);
  });

  it("puts namePrefix before each name, and leaves out roles that others make", async () => {
    const given = { TF_VAR_namePrefix: "acme-", TF_VAR_nameSuffix: "mine" };
    const arn = "arn:aws:iam::123456789012:role/team/apono";
    expect(
      await names("ecs-connector", {
        ...given,
        TF_VAR_roles: `{ taskRoleArn = "${arn}", executionRoleArn = "${arn}-start" }`,
      }),
    ).toEqual([
      "secret acme-apono-connector-registry-credentials-mine",
      "log group /ecs/acme-apono-connector-logs-mine",
      "security group acme-apono-connector-sg-mine",
      "cluster acme-apono-connector-ecscluster-mine",
      "service acme-apono-connector-ecsservice-mine",
    ]);
    expect(await names("ecs-connector", given)).toEqual(
      expect.arrayContaining([
        "role acme-apono-connector-role-mine",
        "role acme-apono-connector-execution-role-mine",
      ]),
    );
    expect(await names("eks-connector", { ...CLUSTER, ...given })).toEqual([
      "role acme-apono-connector-role-mine",
    ]);
  });

  it("follows the inputs", async () => {
    expect(
      await names("ecs-connector", {
        TF_VAR_nameSuffix: "mine",
        TF_VAR_roleName: "my-role",
        TF_VAR_aponoTokenSecretArn: "arn:aws:secretsmanager:us-east-1:1:secret:a",
        TF_VAR_clusterArn: "arn:aws:ecs:us-east-1:123456789012:cluster/shared",
      }),
    ).toEqual([
      "role my-role",
      "role apono-connector-execution-role-mine",
      "log group /ecs/apono-connector-logs-mine",
      "security group apono-connector-sg-mine",
      "service apono-connector-ecsservice-mine",
    ]);
    expect((await names("ecs-connector", { TF_VAR_connectorId: "other" }))[0]).not.toContain(
      "da765cca",
    );
  });
});
