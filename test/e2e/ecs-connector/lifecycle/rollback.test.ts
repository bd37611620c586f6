import type { EC2Client } from "@aws-sdk/client-ec2";
import { type AwsEmulator, emulatorEnv, startAwsEmulator } from "../../../kit/aws-emulator";
import { type FaultProxy, startFaultProxy } from "../../../kit/fault-proxy";
import { ec2Client, makeSubnet, makeVpc } from "../../../kit/network";
import { cleanUp } from "../../../kit/processes";
import { type Terraform, diagnosticMessages } from "../../../kit/terraform";
import { pipeline } from "../../../support/deployment";

jest.setTimeout(600_000);

let emulator: AwsEmulator;
let proxy: FaultProxy;
let ec2: EC2Client;
let terraform: Terraform;
/** What ECS has gone back to; undefined where deployments succeed. */
let rolledBackTo: string | undefined;
let running: string | undefined;

interface Service {
  taskDefinition: string;
  desiredCount: number;
}

/**
 * The emulator starts no tasks. Here a service is stable at once, as ECS tells it, with the revision that it was rolled
 * back to where it was. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html
 */
function stable(service: Service): object {
  const taskDefinition = rolledBackTo ?? service.taskDefinition;
  running = taskDefinition;
  const { desiredCount } = service;
  const counts = { desiredCount, runningCount: desiredCount, pendingCount: 0 };
  return {
    ...service,
    ...counts,
    taskDefinition,
    deployments: [
      {
        id: "ecs-svc/1",
        status: "PRIMARY",
        rolloutState: "COMPLETED",
        taskDefinition,
        ...counts,
      },
    ],
  };
}

beforeAll(async () => {
  emulator = await startAwsEmulator();
  proxy = await startFaultProxy(emulator.endpoint, {
    rewrite: ({ action }, answer) => {
      if (action !== "DescribeServices") return undefined;
      const content = JSON.parse(answer.body.toString()) as { services: Service[] };
      const body = Buffer.from(
        JSON.stringify({ ...content, services: content.services.map(stable) }),
      );
      const rawHeaders = answer.rawHeaders.flatMap((value, index, all) =>
        index % 2 === 0 && value.toLowerCase() !== "content-length" ? [value, all[index + 1]!] : [],
      );
      return { ...answer, rawHeaders: [...rawHeaders, "Content-Length", `${body.length}`], body };
    },
  });
  ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  terraform = pipeline(
    "ecs-connector",
    {
      variable: { connector: { default: "v1.7.8" } },
      // What the same apply makes, wherever an input takes it.
      resource: {
        aws_ecs_cluster: { main: { name: "main" } },
        aws_iam_policy: {
          mine: {
            name: "mine",
            policy: JSON.stringify({
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
            }),
          },
        },
        aws_security_group: { mine: { name: "mine", vpc_id: "${data.aws_subnet.its.vpc_id}" } },
      },
      data: { aws_subnet: { its: { id: subnetId } } },
      module: {
        apono: {
          source: "./module",
          aponoToken: "token",
          subnetIds: [subnetId],
          connectorVersion: "${var.connector}",
          waitForSteadyState: true,
          clusterArn: "${aws_ecs_cluster.main.arn}",
          createCluster: false,
          extraManagedPolicies: { mine: "${aws_iam_policy.mine.arn}" },
          securityGroupIds: ["${aws_security_group.mine.id}"],
          permissionsBoundaryArn: "${aws_iam_policy.mine.arn}",
        },
      },
      output: { revision: { value: "${module.apono.task_definition_arn}" } },
    },
    emulatorEnv(proxy.endpoint),
  );
  await terraform.init();
});

afterAll(async () => {
  ec2.destroy();
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

test("a cluster, policy, boundary and security group of the same apply can be planned, and made in one go", async () => {
  await terraform.apply();
  expect(running).toMatch(/:1$/);
  const made = await terraform.stateList();
  expect(made).toContain('module.apono.aws_iam_role_policy_attachment.further["mine"]');
  expect(made.filter((address) => address.startsWith("module.apono.aws_ecs_cluster"))).toEqual([]);
});

test("an apply in which ECS rolls the service back fails, and names both revisions", async () => {
  rolledBackTo = running;
  const result = await terraform.apply({ vars: { connector: "v9.9.9" }, check: false });
  expect(result.exitCode).toBe(1);
  const message = diagnosticMessages(result).join("\n");
  expect(message).toContain(`ECS rolled the service back to ${rolledBackTo}, because tasks of `);
  expect(message).toMatch(/connector-task-definition-[0-9a-f]{8}:2 did not start/);

  // Mended, the same apply goes through.
  rolledBackTo = undefined;
  await terraform.apply({ vars: { connector: "v9.9.9" } });
  expect(running).toMatch(/:2$/);
});
