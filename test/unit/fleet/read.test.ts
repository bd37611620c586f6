import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseFleet } from "../../../fleet/read";
import { PROJECT_ROOT } from "../../kit/paths";
import { ecsConnectorInputs } from "../../../modules/ecs-connector/inputs";

const SUBNETS = "subnetIds: [subnet-0123456789abcdef0]";
const UNITS = "organizationalUnitIds: [ou-ab12-cdef3456]";
const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd";

function faults(text: string): string[] {
  const reading = parseFleet(text);
  return "faults" in reading
    ? reading.faults.map(({ line, column, message }) => `${line}:${column} ${message}`)
    : [];
}

function members(text: string) {
  const reading = parseFleet(text);
  if ("faults" in reading) throw new Error(faults(text).join("\n"));
  return reading.fleet.members;
}

const ecs = (name: string, more = "") =>
  `  - { name: ${name}, module: ecs-connector, inputs: { ${SUBNETS} }${more} }`;

const FLEET = `
defaults:
  region: eu-central-1
  account: "111122223333"
  assumeRole: arn:aws:iam::{account}:role/deploy-{region}
  tags: { team: platform, phase: a }
  inputs:
    ecs-connector: { numberOfInstances: 2, cpu: 512 }
backend:
  s3: { bucket: states, key: "apono/{account}/{name}.tfstate" }
tokens:
  prod-us: ${SECRET}
  "prod-*": TF_VAR_APONO_TOKEN_{NAME}
waves:
  - [canary]
  - ["*"]
connectors:
  - name: canary
    module: ecs-connector
    tags: { phase: b }
    inputs: { ${SUBNETS}, cpu: 1024 }
  - { name: prod-eu, module: ecs-connector, account: "222233334444", profile: eu, inputs: { ${SUBNETS} } }
  - { name: prod-us, module: ecs-connector, region: us-east-1, inputs: { ${SUBNETS}, connectorId: us } }
  - { name: org, module: org-delegation, dependsOn: [canary], inputs: { ${UNITS} } }
`;

describe("a fleet file", () => {
  const [canary, eu, us, org] = members(FLEET);

  it("gives each connector the defaults that it doesn't override", () => {
    expect(canary).toEqual({
      name: "canary",
      module: "ecs-connector",
      account: "111122223333",
      region: "eu-central-1",
      assumeRole: "arn:aws:iam::111122223333:role/deploy-eu-central-1",
      profile: undefined,
      token: { env: "APONO_TOKEN" },
      backend: ["s3", { bucket: "states", key: "apono/111122223333/canary.tfstate" }],
      dependsOn: [],
      wave: 0,
      inputs: {
        connectorId: "canary",
        numberOfInstances: 2,
        cpu: 1024,
        subnetIds: ["subnet-0123456789abcdef0"],
        tags: { team: "platform", phase: "b" },
      },
    });
    expect(eu).toMatchObject({ profile: "eu", assumeRole: undefined, wave: 1 });
    expect(us!.inputs).toMatchObject({ connectorId: "us", tags: { phase: "a" } });
  });

  it("says where each token is: by name before patterns", () => {
    expect(eu!.token).toEqual({ env: "APONO_TOKEN_PROD_EU" });
    expect(us!.token).toEqual({ secretArn: SECRET });
    expect(org!.token).toBeUndefined();
  });

  it("can be JSON", () => {
    const json = {
      connectors: [{ name: "a", module: "eks-connector", inputs: { clusterName: "m" } }],
    };
    expect(members(JSON.stringify(json, null, 2))[0]).toMatchObject({
      inputs: { connectorId: "a", clusterName: "m" },
      token: { env: "APONO_TOKEN" },
    });
    expect(faults(JSON.stringify({ connectors: [{ name: "a" }] }, null, 2))).toEqual([
      '3:5 connectors[0]: "module" is missing.',
    ]);
  });

  it("is valid in the guide", () => {
    const guide = readFileSync(join(PROJECT_ROOT, "docs", "guides", "fleet.md"), "utf8");
    const [, example = ""] = /```yaml\n([^]*?)```/.exec(guide)!;
    expect(members(example).map(({ name, wave }) => [name, wave])).toEqual([
      ["canary", 0],
      ["prod-us", 1],
      ["data", 1],
    ]);
  });

  it("can use YAML's anchors", () => {
    const [a, b] = members(
      `connectors:\n  - &a { name: a, module: ecs-connector, inputs: { ${SUBNETS} } }\n  - { <<: *a, name: b }`,
    );
    expect(b).toEqual({ ...a, name: "b", inputs: { ...a!.inputs, connectorId: "b" } });
  });
});

test("every mistake is told at once, in the file's order", () => {
  const text = [
    "defaults:",
    "  regoin: us-east-1",
    "connectors:",
    "  - name: a",
    "    module: ecs",
    "    account: 123456789012",
    "  - { name: b_, module: eks-connector, inputs: { clusterName: 3, cpus: 1 } }",
  ].join("\n");
  expect(faults(text)).toEqual([
    '2:3 defaults: "regoin" is not known here. Did you mean region?',
    '5:13 connectors[0].module: "ecs" is not valid. Choose ecs-connector, eks-connector, org-delegation, account-delegation.',
    "6:14 connectors[0].account: must be a string; got a number. Put it in quotes.",
    expect.stringMatching(
      /^7:13 connectors\[1\]\.name: "b_" is not valid\. .*letters, digits and -/,
    ),
    "7:63 connectors[1].inputs.clusterName: must be a string; got a number. Put it in quotes.",
    '7:66 connectors[1].inputs: "cpus" is not known here. Did you mean cpu?',
  ]);
});

test.each<[what: string, text: string, told: string[]]>([
  ["nothing", "", ["1:1 must be a map; got nothing."]],
  ["no connector", "connectors: []", ["1:13 connectors: must not be empty."]],
  ["broken YAML", "connectors: [\n  {", [expect.stringMatching("^2:4 Flow ") as string]],
  ["a key twice", "connectors: 1\nconnectors: 2", ["2:1 Map keys must be unique"]],
  [
    "two names",
    `connectors:\n${ecs("a")}\n${ecs("a")}`,
    ['3:13 "a" is already the name of connectors[0]. Give each its own.'],
  ],
  [
    "a bad value of a default",
    `defaults: { inputs: { ecs-connector: { cpu: 3 } } }\nconnectors:\n${ecs("a")}\n${ecs("b")}`,
    ["1:45 a: " + messageOf("cpu", "3")],
  ],
  [
    "what is missing",
    "connectors:\n  - { name: a, module: eks-connector }",
    ["2:5 a: inputs.clusterName is missing, and eks-connector needs it."],
  ],
  [
    "inputs that exclude each other",
    `connectors:\n  - { name: a, module: ecs-connector, inputs: { ${SUBNETS}, withPermissions: false, permissionSets: [ec2-read] } }`,
    [
      expect.stringMatching(
        /^2:\d+ a: permissionSets \(ec2-read\) is set, but withPermissions is false/,
      ) as string,
    ],
  ],
  [
    "one state for two",
    `backend: { s3: { key: a } }\nconnectors:\n${ecs("a")}\n${ecs("b")}\n${ecs("c")}`,
    [
      '1:10 a and b would have one state, and destroy each other. Put {name} into the settings, such as key: "apono/{name}.tfstate".',
    ],
  ],
  [
    "an unknown backend",
    `backend: { s4: { key: a } }\nconnectors:\n${ecs("a")}`,
    ['1:12 backend: "s4" is not known here. Did you mean s3?'],
  ],
  [
    "one ID for two in a place",
    `connectors:\n  - &a { name: a, module: ecs-connector, inputs: { connectorId: x, ${SUBNETS} } }\n  - { <<: *a, name: b }\n  - { <<: *a, name: c, region: eu-west-1 }`,
    [
      "3:5 a and b have one connectorId in one account and region, so their names in AWS would collide. Leave connectorId out, or give each its own.",
    ],
  ],
  [
    "a placeholder without a value",
    `defaults: { assumeRole: "arn:aws:iam::{account}:role/a" }\nbackend: { s3: { key: "{nam}/{name}" } }\nconnectors:\n${ecs("a")}`,
    [
      "2:10 a: {nam} is not a placeholder. Use {name}, {NAME}, {account}, {region} or {module}.",
      "4:5 a: {account} is used, but the connector has no account. Set it here or in defaults.",
    ],
  ],
  [
    "two ways in",
    `connectors:\n${ecs("a", ", assumeRole: arn:aws:iam::111122223333:role/b, profile: c")}`,
    ["2:5 a: assumeRole and profile are both set. Set only one of the two."],
  ],
  [
    "a dependency that is not there",
    `connectors:\n${ecs("a", ", dependsOn: [b]")}`,
    [expect.stringMatching(/^2:\d+ a: there is no connector "b"\. There are: a\.$/) as string],
  ],
  [
    "a circle",
    `connectors:\n${ecs("a", ", dependsOn: [b]")}\n${ecs("b", ", dependsOn: [c]")}\n${ecs("c", ", dependsOn: [a]")}`,
    [expect.stringMatching(/^2:\d+ a → b → c → a depend on each other\./) as string],
  ],
  [
    "a delegation to nobody",
    `connectors:\n  - { name: org, module: org-delegation, inputs: { ${UNITS} } }`,
    [
      "2:5 org: it is not known whose role it trusts. Name one connector in dependsOn, or set connectorRoleArn in inputs.",
    ],
  ],
  [
    "a connector without a wave",
    `waves: [[a], [x]]\nconnectors:\n${ecs("a")}\n${ecs("b")}`,
    [
      '1:15 "x" matches no connector. Correct it, or remove it.',
      expect.stringMatching(/^4:\d+ b is in no wave\./) as string,
    ],
  ],
  [
    "a wave before what it needs",
    `waves: [[a], [b]]\nconnectors:\n${ecs("a", ", dependsOn: [b]")}\n${ecs("b")}`,
    [expect.stringMatching(/^3:\d+ a is in wave 1, and depends on b in wave 2\./) as string],
  ],
  [
    "tokens for nobody",
    `tokens: { "prd-*": APONO_TOKEN }\nconnectors:\n${ecs("prod-a")}`,
    ['1:11 "prd-*" matches no connector. Correct it, or remove it.'],
  ],
  [
    "a secret on EKS",
    `tokens: { a: "${SECRET}" }\nconnectors:\n  - { name: a, module: eks-connector, inputs: { clusterName: m } }`,
    [
      "1:14 a: eks-connector takes its token from an environment variable. Give a variable's name, such as APONO_TOKEN_{NAME}.",
    ],
  ],
])("%s", (_, text, told) => {
  expect(faults(text)).toEqual(told);
});

function messageOf(input: "cpu", bad: string): string {
  const [rule] = ecsConnectorInputs[input].rules;
  return `${input}: ${rule.message.replace("{bad}", bad)}`;
}

test.each([
  "5f3c9a1e-0b7d-4c55-9a1e-token",
  "eyJhbGciOi.token.x",
  "arn:token",
  "abcdef0123456789token",
])("what is no place of a token is not shown: it may be one (%s)", (token) => {
  const told = faults(`tokens: { "*": "${token}" }\nconnectors:\n${ecs("a")}\n${ecs("b")}`);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^1:16 a: /);
  expect(told[0]).not.toContain("token.x");
  expect(told[0]).not.toContain(token);
});
