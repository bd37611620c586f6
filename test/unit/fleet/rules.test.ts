import { parseFleet } from "../../../fleet/read";

/** Messages for a fleet of connectors with these names. */
function told(names: readonly string[], more: object = {}, entry: object = {}): string[] {
  const connectors = names.map((name) => ({
    name,
    module: "ecs-connector",
    inputs: { subnetIds: ["subnet-0123456789abcdef0"] },
    ...entry,
  }));
  const reading = parseFleet(JSON.stringify({ ...more, connectors }));
  return "faults" in reading ? reading.faults.map(({ message }) => message) : [];
}

test("a wave whose connectors are all in an earlier one is refused", () => {
  expect(told(["canary", "prod"], { waves: [["canary"], ["*"]] })).toEqual([]);
  expect(told(["canary", "prod"], { waves: [["*"], ["canary"]] })).toEqual([
    'Wave 2 has no connector of its own: an earlier wave has them all. Put narrow patterns first, and "*" last.',
  ]);
});

test("names that differ in capitals alone are refused", () => {
  expect(told(["canary", "Canary"])).toEqual([
    '"Canary" and "canary" are one folder and one variable on many machines. Let them differ in more than capitals.',
  ]);
});

test("a second connector in a cluster needs a release of its own", () => {
  const eks = { module: "eks-connector", inputs: { clusterName: "main" } };
  expect(told(["a", "b"], {}, eks)).toEqual([
    "a and b would be one Helm release in one cluster. Give one of them inputs.releaseName and inputs.namespace of its own.",
  ]);
  const connectors = [
    { name: "a", ...eks },
    { name: "b", ...eks, inputs: { clusterName: "main", releaseName: "b", namespace: "b" } },
    { name: "c", ...eks, region: "eu-west-1" },
    { name: "d", ...eks, inputs: { clusterName: "other" } },
  ];
  expect(parseFleet(JSON.stringify({ connectors }))).toHaveProperty("fleet");
});

test.each(["deploy", "arn:aws:iam::111122223333:user/x", `eyJ${"x".repeat(200)}`])(
  "assumeRole must be the ARN of a role: %s",
  (assumeRole) => {
    const [message, ...others] = told(["a"], {}, { assumeRole });
    expect(others).toEqual([]);
    expect(message).toContain("ARN of the role that is assumed to deploy, such as arn:aws:iam::");
    expect(message).not.toContain("xxx");
  },
);

test("a role of a partition, with placeholders, is one", () => {
  const role = "arn:aws-us-gov:iam::{account}:role/path/deploy-{region}";
  expect(
    told(["a"], {}, { assumeRole: role, account: "111122223333", region: "us-gov-west-1" }),
  ).toEqual([]);
});
