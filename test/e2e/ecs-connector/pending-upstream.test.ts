import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { cleanUp } from "../../kit/processes";
import type { PlannedChange, Terraform } from "../../kit/terraform";
import { pipeline } from "../../support/deployment";

jest.setTimeout(600_000);

let emulator: AwsEmulator;
let terraform: Terraform;

/** A network of the caller's own, which the variables change, and connectors in it. */
const NETWORK = {
  variable: {
    tag: { default: "before" },
    subnets: { default: 2 },
    gateway: { default: "a" },
  },
  resource: {
    aws_vpc: {
      v: {
        cidr_block: "10.50.0.0/16",
        enable_dns_hostnames: true,
        tags: { phase: "${var.tag}" },
      },
    },
    aws_internet_gateway: {
      a: { vpc_id: "${aws_vpc.v.id}" },
      b: { vpc_id: "${aws_vpc.v.id}" },
    },
    aws_subnet: {
      s: {
        count: "${var.subnets}",
        vpc_id: "${aws_vpc.v.id}",
        cidr_block: "10.50.${count.index}.0/24",
      },
    },
    aws_route_table: { r: { vpc_id: "${aws_vpc.v.id}" } },
    aws_route: {
      d: {
        route_table_id: "${aws_route_table.r.id}",
        destination_cidr_block: "0.0.0.0/0",
        gateway_id: '${var.gateway == "a" ? aws_internet_gateway.a.id : aws_internet_gateway.b.id}',
      },
    },
    aws_route_table_association: {
      a: {
        count: "${var.subnets}",
        subnet_id: "${aws_subnet.s[count.index].id}",
        route_table_id: "${aws_route_table.r.id}",
      },
    },
  },
};

const connector = (name: string, more: object) => ({
  [name]: {
    source: "./module",
    connectorId: name,
    aponoToken: "token",
    subnetIds: "${aws_subnet.s[*].id}",
    extraManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    ...more,
  },
});

/** What must have happened before the routes can be read. */
const ROUTES = ["aws_route_table_association.a", "aws_route.d"];

beforeAll(async () => {
  emulator = await startAwsEmulator();
  terraform = pipeline(
    "ecs-connector",
    {
      ...NETWORK,
      module: {
        ...connector("documented", { waitFor: ROUTES.map((address) => `\${${address}}`) }),
        ...connector("depending", { depends_on: ROUTES }),
        ...connector("private", {
          depends_on: ROUTES,
          egress: { ports: ["443"], vpcEndpoints: ["sts", "s3"] },
        }),
      },
      output: { documented: { value: "${module.documented.egress}" } },
    },
    emulator.env,
  );
  await terraform.init();
  await terraform.apply();
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

const within = (changes: readonly PlannedChange[], module: string) =>
  changes
    .filter(({ address, action }) => address.startsWith(`module.${module}.`) && action !== "read")
    .map(({ address, action }) => `${action} ${address.slice(`module.${module}.`.length)}`);

test("the first apply reads the routes that it has made", async () => {
  expect(Object.values((await terraform.output())["documented"] as object)).toEqual([
    "internet-gateway",
    "internet-gateway",
  ]);
  expect(withoutEmulatorDifferences((await terraform.plan()).changes)).toEqual([]);
});

test.each([
  ["a tag on the VPC", { tag: "after" }, "aws_vpc.v"],
  ["one more subnet", { subnets: 3 }, "aws_subnet.s[2]"],
  ["another gateway behind the default route", { gateway: "b" }, "aws_route.d"],
])("a pending change upstream replaces nothing of a connector: %s", async (_, vars, changed) => {
  const { changes } = await terraform.plan({ vars });
  expect(changes.map(({ address }) => address)).toContain(changed);
  for (const module of ["documented", "depending"]) {
    // The service takes more subnets, and learns only during the apply whether it needs public addresses.
    expect([module, within(changes, module)]).toEqual([
      module,
      ["update aws_ecs_service.connector"],
    ]);
  }
  // Endpoints may take another subnet or route table, and the group their prefix list.
  expect(within(changes, "private").filter((change) => !change.startsWith("update "))).toEqual([]);
});
