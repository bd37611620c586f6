import { buildModule } from "../../../../modules";
import { PERMISSION_SET_NAMES } from "../../../../modules/permissions";
import { PUBLIC_ADDRESSES, WITHOUT_SUCCESSOR } from "../../../fixtures/public-module-addresses";
import { type Json, keys, texts } from "../../../support/render";

const files: Json = buildModule("ecs-connector").toFiles();
const { resource, data } = files["main.tf.json"];
const { variable } = files["variables.tf.json"];
const service = resource.aws_ecs_service.connector;
const definition = resource.aws_ecs_task_definition.revision;
const container: string = definition.container_definitions;

describe("the module ecs-connector", () => {
  it("holds no provider, backend, metadata or provisioner", () => {
    for (const key of ["//", "provider", "backend", "cloud", "provisioner"])
      expect(keys(files)).not.toContain(key);
    expect(Object.keys(files["versions.tf.json"].terraform.required_providers)).toEqual(["aws"]);
  });

  it("writes ARNs for any partition", () => {
    const literal = texts(files).filter(([, value]) => /arn:aws/.test(value));
    expect(literal.length).toBeGreaterThan(0);
    for (const [path] of literal)
      expect(path).toMatch(/^variables\.tf\.json\.variable\.\w+\.validation\./);
    const arns = texts(files["main.tf.json"]).filter(([, value]) => /\barn:/.test(value));
    for (const [, value] of arns)
      for (const [, partition] of value.matchAll(/\barn:(.{40})/g))
        expect(partition).toMatch(/^\$\{(local|data\.aws_partition\.current)\.partition\}:/);
  });

  it("uses no provider for random values, and names that are known at plan", () => {
    expect(
      Object.keys({ ...resource, ...data }).filter((type) => !type.startsWith("aws_")),
    ).toEqual(["terraform_data"]);
    expect(files["main.tf.json"].locals.name_suffix).toBe(
      "${var.nameSuffix != null ? var.nameSuffix : local.derived_suffix}",
    );
    expect(resource.terraform_data.names).toEqual({
      input: {
        derived_suffix:
          '${substr(sha256(join("/", [local.account_id, local.region, var.connectorId])), 0, 8)}',
      },
      lifecycle: {
        ignore_changes: ["input"],
        postcondition: [
          {
            condition:
              "${length(local.name_prefix) + length((var.nameSuffix != null ? var.nameSuffix : self.input.derived_suffix)) <= 33}",
            error_message: expect.stringMatching(/^namePrefix: a role's name /),
          },
        ],
      },
    });
  });

  it("depends by depends_on on what waitFor is given only, in the lookups of routes and log group", () => {
    const waiting = Object.entries<Json>(data).flatMap(([type, byName]) =>
      Object.entries<Json>(byName)
        .filter(([, { depends_on }]) => depends_on !== undefined)
        .map(([name, { depends_on }]) => [`${type}.${name}`, depends_on]),
    );
    expect(waiting).toEqual(
      [
        "aws_route_tables.main",
        "aws_route_tables.associated",
        "aws_route_table.effective",
        "aws_cloudwatch_log_group.existing",
      ].map((address) => [address, ["local.wait_for"]]),
    );
  });
});

describe("the token", () => {
  const WHERE = [
    /^variables\.tf\.json\.variable\.aponoToken\.validation\.\d+\.condition$/,
    /^main\.tf\.json\.resource\.aws_secretsmanager_secret_version\.token\.secret_string_wo$/,
    /^main\.tf\.json\.resource\.aws_ecs_task_definition\.revision\.lifecycle\.precondition\.\d+\.condition$/,
  ];
  const places = texts(files).filter(([, value]) => /var\.aponoToken\b/.test(value));

  it("is referred to in its validations, the write-only argument and preconditions only", () => {
    for (const [path] of places) expect(WHERE.filter((where) => where.test(path))).toHaveLength(1);
    for (const where of WHERE) expect(places.some(([path]) => where.test(path))).toBe(true);
  });

  it("is ephemeral and sensitive", () => {
    expect(variable.aponoToken).toMatchObject({ ephemeral: true, sensitive: true, default: null });
  });

  it("is pushed again when its version is raised", () => {
    expect(resource.aws_secretsmanager_secret_version.token).toEqual({
      count: "${var.aponoTokenSecretArn == null ? 1 : 0}",
      secret_id: "${aws_secretsmanager_secret.token[0].id}",
      secret_string_wo: '${jsonencode({"username" = "apono", "password" = var.aponoToken})}',
      secret_string_wo_version: "${var.aponoTokenVersion}",
    });
    expect(container).toContain('"io.apono.token-version" = tostring(var.aponoTokenVersion)');
  });

  it("reaches the container as a secret, never as an environment variable", () => {
    const environment =
      /"environment" = concat\(\[(.*?)\], .*?\), "secrets" = concat\(\[(.*?)\], /.exec(container)!;
    expect([...environment[1]!.matchAll(/"name" = "(\w+)"/g)].map(([, name]) => name)).toEqual([
      "APONO_CONNECTOR_ID",
      "APONO_URL",
      "TEMPLATES_PATH",
    ]);
    expect(environment[2]).toContain('"name" = "APONO_TOKEN", "valueFrom" = ');
    expect(container).not.toMatch(/aponoToken\b/);
  });

  it("leaves no secret in its recovery window", () => {
    expect(resource.aws_secretsmanager_secret.token.recovery_window_in_days).toBe(0);
  });
});

describe("the service", () => {
  it("never goes below the desired count, and rolls back", () => {
    expect(service).toMatchObject({
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      deployment_circuit_breaker: { enable: true, rollback: true },
      launch_type: '${var.capacityProvider == null ? "FARGATE" : null}',
    });
  });

  it("waits for every policy of its roles", () => {
    const addresses = ["aws_iam_role_policy", "aws_iam_role_policy_attachment"].flatMap((type) =>
      Object.keys(resource[type]).map((name) => `${type}.${name}`),
    );
    const found = ["connector", "execution"].map((name) => `data.aws_iam_role.${name}`);
    expect([...service.depends_on].sort()).toEqual([...addresses, ...found].sort());
  });

  it("runs with two roles, the connector's for this account's tasks alone", () => {
    expect(definition.task_role_arn).toBe("${local.connector_role_arn}");
    expect(definition.execution_role_arn).toBe("${local.execution_role_arn}");
    expect(resource.aws_iam_role.connector.assume_role_policy).toContain(
      '"aws:SourceAccount" = local.account_id',
    );
  });

  it("checks its health with what the image has", () => {
    expect(container).toContain("wget -q -T 4 -O /dev/null http://localhost:8080/healthz");
    expect(container).not.toMatch(/apk |apt-get|curl/);
  });

  it("keeps the security group's arguments that would replace it", () => {
    const group = resource.aws_security_group.connector;
    expect(group).not.toHaveProperty("description");
    expect(group).not.toHaveProperty("ingress");
    expect(group.egress).toContain('"description" = ""');
    expect(resource).not.toHaveProperty("aws_vpc_security_group_egress_rule");
  });
});

describe("an upgrade from the public module", () => {
  const isOurs = (address: string) =>
    /\.(connector|execution|task_execution|guardrails)$/.test(address);
  const { moved, removed }: { moved: { from: string; to: string }[]; removed: Json[] } =
    files["moved.tf.json"];

  it("moves every address but the random suffix and the task definition, which is left as it is", () => {
    const from = moved.map((move) => move.from).filter((address) => !isOurs(address));
    const task = "aws_ecs_task_definition.ECSTaskDefinition";
    expect([...from, task, WITHOUT_SUCCESSOR].sort()).toEqual([...PUBLIC_ADDRESSES].sort());
    expect(removed).toContainEqual({ from: task, lifecycle: { destroy: false } });
  });

  it("moves each to a resource of its own, of the same type, that exists", () => {
    expect(new Set(moved.map(({ to }) => to)).size).toBe(moved.length);
    for (const { from, to } of moved) {
      // The first step of a chain: another move leads on.
      if (moved.some((next) => next.from === to)) continue;
      const [, type, name, key] = /^(\w+)\.(\w+)(?:\["?([\w-]+)"?\])?$/.exec(to)!;
      expect(type).toBe(from.split(".")[0]);
      const target = resource[type!][name!];
      expect("count" in target || "for_each" in target).toBe(key !== undefined);
      if ("for_each" in target) expect(PERMISSION_SET_NAMES).toContain(key);
      else if (key !== undefined) expect(key).toBe("0");
    }
  });
});
