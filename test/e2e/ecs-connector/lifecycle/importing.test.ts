import {
  DeleteSecretCommand,
  DescribeSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EC2Client } from "@aws-sdk/client-ec2";
import {
  type AwsEmulator,
  clientConfig,
  emulatorEnv,
  startAwsEmulator,
} from "../../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../../kit/emulator-differences";
import { type FaultProxy, startFaultProxy } from "../../../kit/fault-proxy";
import { withBody } from "../../../kit/forwarding";
import { ec2Client, makeSubnet, makeVpc } from "../../../kit/network";
import { cleanUp } from "../../../kit/processes";
import { type PlannedChange, type Terraform, diagnosticMessages } from "../../../kit/terraform";
import { pipeline } from "../../../support/deployment";
import { fromReadme, typed } from "../../../support/readme";
import { acts } from "../../../support/planned-acts";

jest.setTimeout(900_000);

const TOKEN = "Zq7kTokenMark3rXy52Wv";
const env = { TF_VAR_token: TOKEN };
const SecretId = "apono-connector-registry-credentials-0a1b2c3d";
/** What AWS says of a secret that is scheduled for deletion. https://github.com/hashicorp/terraform-provider-aws/issues/23998 */
const IN_AWS_WORDS: Readonly<Record<string, string>> = {
  GetSecretValue:
    "You can't perform this operation on the secret because it was marked for deletion.",
  CreateSecret:
    "You can't create this secret because a secret with this name is already scheduled for deletion.",
};
const VERSION = "module.apono.aws_secretsmanager_secret_version.token[0]";

let emulator: AwsEmulator;
let proxy: FaultProxy;
let ec2: EC2Client;
let terraform: Terraform;
let importing: string;
let isDeleted = false;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  proxy = await startFaultProxy(emulator.endpoint, {
    // The emulator says it in words of its own.
    rewrite: ({ action }, answer) => {
      const message = answer.status === 400 && isDeleted ? IN_AWS_WORDS[action] : undefined;
      return message === undefined
        ? undefined
        : withBody(answer, JSON.stringify({ __type: "InvalidRequestException", message }));
    },
  });
  ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  terraform = pipeline(
    "ecs-connector",
    {
      variable: { token: { type: "string", sensitive: true, ephemeral: true } },
      module: {
        apono: {
          source: "./module",
          subnetIds: [subnetId],
          aponoToken: "${var.token}",
          nameSuffix: "0a1b2c3d",
        },
      },
    },
    emulatorEnv(proxy.endpoint),
  );
  importing = join(terraform.folder, "import.tf");
  await terraform.init();
  await terraform.apply({ env });
});

afterAll(async () => {
  ec2.destroy();
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

const secrets = () => new SecretsManagerClient(clientConfig(emulator.endpoint));
const ours = (changes: readonly PlannedChange[]) =>
  acts(withoutEmulatorDifferences(changes), "module.apono.");

test("a role that exists is imported by a block, and changed in place at most", async () => {
  await terraform.run(["state", "rm", "module.apono.aws_iam_role.connector[0]"]);
  writeFileSync(
    importing,
    fromReadme("ecs-connector", "import {\n  to = module.apono.aws_iam_role"),
  );
  // The provider does not read whether policies are detached by force.
  expect(ours((await terraform.plan({ env })).changes)).toEqual([
    "update aws_iam_role.connector[0]",
  ]);
  await terraform.apply({ env });
  rmSync(importing);
});

test("an import of the secret's version writes the token: by command into the state, by a block into the plan", async () => {
  const { ARN, VersionIdsToStages } = await secrets().send(new DescribeSecretCommand({ SecretId }));
  const id = `${ARN}|${Object.keys(VersionIdsToStages!)[0]}`;
  await terraform.run(["state", "rm", VERSION]);
  writeFileSync(importing, `import {\n  to = ${VERSION}\n  id = "${id}"\n}\n`);
  const { plan } = await terraform.plan({ env });
  expect(JSON.stringify(plan)).toContain(TOKEN);
  rmSync(importing);

  const [, command] = fromReadme("ecs-connector", "terraform import").split(" ");
  const imported = await terraform.run([command!, "-input=false", VERSION, id], { env });
  expect(imported).toMatchObject({ code: 0 });
  expect(terraform.stateText()).toContain(TOKEN);
  // As documented: left out, it is written anew, and the state keeps nothing.
  await terraform.run(["state", "rm", VERSION]);
  await terraform.apply({ env });
  expect(terraform.stateText()).not.toContain(TOKEN);
});

test("a secret that was deleted by hand is taken back and imported, as the README says", async () => {
  const { ARN } = await secrets().send(new DeleteSecretCommand({ SecretId }));
  isDeleted = true;
  const made = ours((await terraform.plan({ env })).changes);
  expect(made).toContain("create aws_secretsmanager_secret.token[0]");
  const failed = await terraform.apply({ env, check: false });
  expect(diagnosticMessages(failed).join()).toContain("already scheduled for deletion");

  isDeleted = false;
  await typed(terraform, fromReadme("ecs-connector", "aws secretsmanager restore-secret"));
  const block = fromReadme(
    "ecs-connector",
    "import {\n  to = module.apono.aws_secretsmanager_secret",
  );
  writeFileSync(importing, block.replace(/(?<=id = ").*(?=")/, ARN!));
  await terraform.apply({ env });
  rmSync(importing);
  expect(ours((await terraform.plan({ env })).changes)).toEqual([]);
  const { DeletedDate, ARN: now } = await secrets().send(new DescribeSecretCommand({ SecretId }));
  expect({ DeletedDate, now }).toEqual({ DeletedDate: undefined, now: ARN });
});
