import { checkInputValues } from "../../../../cli/doctor/input-checks";
import { type DoctorOptions, readRequest } from "../../../../cli/doctor/request";

const check = async (env: Record<string, string>, options: DoctorOptions = {}) =>
  checkInputValues(await readRequest(options, env), env);
const SUBNETS = '["subnet-0123456789abcdef0"]';

describe("readRequest", () => {
  it.each<[string, DoctorOptions, Record<string, string>, string[]]>([
    ["nothing", {}, { TF_VAR_APONO_TOKEN: "x" }, []],
    ["subnets", { subnet: ["subnet-1"] }, {}, ["ecs-connector"]],
    ["a VPC in the environment", {}, { TF_VAR_vpcId: "vpc-1" }, ["ecs-connector"]],
    ["a cluster", { cluster: "main" }, {}, ["eks-connector"]],
    ["units", { unit: ["r-ab12"] }, {}, ["org-delegation"]],
    [
      "all at once",
      { organization: true },
      { TF_VAR_subnetIds: SUBNETS, TF_VAR_clusterName: "main" },
      ["ecs-connector", "eks-connector", "org-delegation"],
    ],
    [
      "a module by name",
      { module: ["eks-connector"] },
      { TF_VAR_subnetIds: SUBNETS },
      ["eks-connector"],
    ],
  ])("sees by %s what is meant", async (_by, options, env, modules) => {
    expect((await readRequest(options, env)).modules).toEqual(modules);
  });

  it("lets options win over the environment, and reads values by their type", async () => {
    const { values } = await readRequest(
      { subnet: ["subnet-2"], var: ["cpu=512", "memory=1024", "numberOfInstances=2"] },
      { TF_VAR_subnetIds: SUBNETS, TF_VAR_assignPublicIp: "true", TF_VAR_numberOfInstances: "3" },
    );
    expect(values("ecs-connector")).toMatchObject({
      subnetIds: ["subnet-2"],
      cpu: 512,
      numberOfInstances: 2,
      assignPublicIp: true,
    });
    // The same name is a quantity there.
    expect(values("eks-connector")).toMatchObject({ cpu: "512", memory: "1024" });
  });

  it("reads a map as Terraform writes it", async () => {
    const { values } = await readRequest(
      {},
      { TF_VAR_tags: '{ team = "platform", "a:b" = "c", }' },
    );
    expect(values("ecs-connector")["tags"]).toEqual({ team: "platform", "a:b": "c" });
  });
});

describe("checkInputValues", () => {
  it("names what is well-formed", async () => {
    expect(await check({ TF_VAR_subnetIds: SUBNETS, TF_VAR_connectorId: "a" })).toEqual([
      {
        id: "inputs.values",
        status: "ok",
        summary: "Valid: connectorId, subnetIds.",
        data: { names: ["connectorId", "subnetIds"] },
      },
    ]);
  });

  it.each([
    [
      { TF_VAR_subnetIds: "subnet-0123456789abcdef0" },
      `TF_VAR_subnetIds must be a list of strings such as ["a", "b"]; got a string.`,
    ],
    [
      { TF_VAR_subnetIds: SUBNETS, TF_VAR_assignPublicIp: "yes" },
      "TF_VAR_assignPublicIp must be true or false; got a string.",
    ],
    [
      { TF_VAR_subnetIds: SUBNETS, TF_VAR_cpu: "much" },
      "TF_VAR_cpu must be a number such as 1; got a string.",
    ],
    [
      { TF_VAR_subnetIds: SUBNETS, TF_VAR_tags: "team" },
      `TF_VAR_tags must be a map of strings such as { a = "b" }; got a string.`,
    ],
    [
      { TF_VAR_subnetIds: '["vpc-1"]' },
      'subnetIds: "vpc-1" is not a valid subnet ID. Give IDs such as subnet-0123456789abcdef0.',
    ],
    [
      { TF_VAR_organizationalUnitIds: '["r-ab12"]', TF_VAR_connectorRoleArn: "arn:aws:sts::1:x" },
      'connectorRoleArn: "arn:aws:sts::1:x" is not the ARN of an IAM role. Give the connector\'s output connector_role_arn, such as arn:aws:iam::123456789012:role/apono-connector-role-1a2b3c4d (not the ARN of a session, which starts with arn:aws:sts).',
    ],
  ])("refuses %j", async (env, summary) => {
    expect(await check(env)).toEqual([expect.objectContaining({ status: "problem", summary })]);
  });

  it("misses what must be given", async () => {
    expect(await check({}, { module: ["ecs-connector"] })).toEqual([
      {
        id: "inputs.subnetIds",
        status: "problem",
        summary: "subnetIds is not set, but ecs-connector requires it.",
        fix: "Export TF_VAR_subnetIds, or use --subnet (or --vpc to list its subnets).",
      },
    ]);
    const units = { TF_VAR_organizationalUnitIds: '["r-ab12"]' };
    expect(await check(units)).toEqual([
      expect.objectContaining({ id: "inputs.connectorRoleArn", status: "problem" }),
    ]);
    // Then the stack takes it from the connector's state.
    expect(await check({ ...units, APONO_CONNECTOR_STACK: "ecs-connector" })).toEqual([
      expect.objectContaining({ id: "inputs.values", status: "ok" }),
    ]);
  });

  it.each([
    ["TF_VAR_subnet_ids", "subnetIds", SUBNETS],
    ["TF_VAR_subnetId", "subnetIds", SUBNETS],
    ["TF_VAR_conectorId", "connectorId", "production"],
    ["TF_VAR_permisionSets", "permissionSets", '["ec2-read"]'],
    ["TF_VAR_APONO_TOKN", "APONO_TOKEN", "x"],
  ])("refuses %s, which Terraform would ignore", async (misspelt, meant, value) => {
    const others: Record<string, string> =
      meant === "subnetIds" ? {} : { TF_VAR_subnetIds: SUBNETS };
    const found = await check({
      ...others,
      [misspelt]: value,
      TF_VAR_other: "1",
      TF_VAR_region: "x",
    });
    expect(found).toEqual([
      {
        id: `inputs.${meant}`,
        status: "problem",
        summary: `${misspelt} is not a variable of any stack: Terraform ignores it.`,
        fix: `Rename it to TF_VAR_${meant}. If it is for something else, unset it here.`,
      },
    ]);
    // Then the right one counts, and the other may be for something else.
    const both = await check({ ...others, [misspelt]: value, [`TF_VAR_${meant}`]: value });
    expect(both.map(({ status }) => status)).toEqual(["warning"]);
  });

  it("lets --vpc win over subnets that are wrong", async () => {
    const env = { TF_VAR_subnetIds: "subnet-1" };
    const status = async (options: DoctorOptions) =>
      (await check(env, options)).map((each) => each.status);
    expect(await status({})).toEqual(["problem"]);
    expect(await status({ vpc: "vpc-0123456789abcdef0" })).toEqual(["warning"]);
    expect(await status({ vpc: "vpc-0123456789abcdef0", subnet: ["x"] })).toEqual(["problem"]);
  });

  it("refuses what it is given by name and no module has", async () => {
    const given = { subnet: ["subnet-0123456789abcdef0"] };
    expect(await check({}, { ...given, var: ["cpuu=512"] })).toEqual([
      {
        id: "inputs.cpuu",
        status: "problem",
        summary: "--var cpuu: no module has this input.",
        fix: "Did you mean cpu? Correct the name, or remove it.",
      },
    ]);
    const others = ["clusterName=main", "organizationProfile=management"];
    expect((await check({}, { ...given, var: others })).map(({ id }) => id)).not.toContainEqual(
      expect.stringMatching(/clusterName|organizationProfile/),
    );
  });

  it("holds the stacks' own variables against their rules", async () => {
    const summaries = async (way: string) =>
      (await check({}, { cluster: "main", var: [`clusterCredentials=${way}`] }))
        .filter(({ status }) => status === "problem")
        .map(({ summary }) => summary);
    expect(await summaries("aws-cli")).toEqual([]);
    expect(await summaries("kubeconfig")).toEqual([
      'clusterCredentials: "kubeconfig" is not a valid access method. Choose token or aws-cli (which needs the AWS CLI).',
    ]);
  });

  it("shows no token, however it is given", async () => {
    const found = await check({ TF_VAR_subnetIds: SUBNETS, TF_VAR_APONO_TOKEN: "secret\n" });
    expect(JSON.stringify(found)).not.toContain("secret");
  });
});

describe("the path of delegated roles", () => {
  const env = (assumed: string) => ({
    TF_VAR_subnetIds: SUBNETS,
    TF_VAR_roles: `{ assumedRolesPath = "${assumed}" }`,
    TF_VAR_organizationalUnitIds: '["r-ab12"]',
    TF_VAR_rolePath: "/apps/",
  });
  const onPath = async (assumed: string) =>
    (await check(env(assumed))).filter(({ id }) => id === "inputs.rolePath");

  it("must be the one that the connector of the same deployment may assume", async () => {
    expect(await onPath("/apps/")).toEqual([]);
    expect(await onPath("/other/")).toMatchObject([
      {
        summary:
          "rolePath: ecs-connector could not assume the roles of org-delegation, which have the path /apps/.",
        fix: 'Set assumedRolesPath = "/apps/" in roles.',
      },
    ]);
  });
});
