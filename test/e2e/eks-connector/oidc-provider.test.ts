import { CreateOpenIDConnectProviderCommand } from "@aws-sdk/client-iam";
import { cleanUp } from "../../kit/processes";
import { diagnosticMessages } from "../../kit/terraform";
import { CLUSTER, type EksPipeline } from "../../support/eks";
import {
  NOTHING_IN_IAM,
  type StandInWorld,
  existingInIam,
  startStandInWorld,
  stateOf,
  trustInIssuer,
} from "../../support/eks-stand-in";

/** The choices for the cluster's OIDC provider in IAM; what becomes of it in a cluster is no matter here. */
jest.setTimeout(600_000); // the stand-in plugin may have to be built

const REGION = "us-east-1";
const ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3";
const OTHER_ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/FFFFFF";
const ROLE = "apono-connector-role-d74ea9d1";
const AUDIENCE = "sts.amazonaws.com";
const MADE_HERE = "aws_iam_openid_connect_provider.cluster[0]";
const env = { TF_VAR_token: "token" };
const arnOf = (issuer: string) => `arn:aws:iam::123456789012:oidc-provider/${issuer}`;

let world: StandInWorld;
let pipeline: EksPipeline;

beforeEach(async () => {
  world = await startStandInWorld();
  pipeline = await world.pipelineIn(REGION, ISSUER);
});

afterEach(() => world.stop());
afterAll(cleanUp);

/** Somebody made it before. */
const make = (issuer: string, audience = AUDIENCE) =>
  world.iam(REGION).send(
    new CreateOpenIDConnectProviderCommand({
      Url: `https://${issuer}`,
      ClientIDList: [audience],
    }),
  );

const configure = (inputs: object, more: object = {}) => pipeline.calls({ apono: inputs }, more);
const inIam = () => existingInIam(world.iam(REGION), ROLE);

/** The connector as it is, whoever made the OIDC provider. */
async function expectInstalled(): Promise<void> {
  expect(await inIam()).toEqual({
    providers: [arnOf(ISSUER)],
    role: `arn:aws:iam::123456789012:role/${ROLE}`,
    trust: trustInIssuer("aws", ISSUER),
  });
  expect((await pipeline.terraform.plan({ env })).changes).toEqual([]);
}

/** What a plan is refused for. */
async function refusal(): Promise<string[]> {
  const result = await pipeline.terraform.plan({ env, check: false });
  expect(result.exitCode).toBe(1);
  return diagnosticMessages(result).map((message) => message.split("\n\n")[0]!);
}

it("that exists already stops the apply before anything is made; then it is looked up", async () => {
  await make(ISSUER);
  world.endpoint.reset();
  const failed = await pipeline.terraform.apply({ env, check: false });
  expect(diagnosticMessages(failed)).toEqual([expect.stringMatching(/EntityAlreadyExists/)]);
  const made = world.endpoint.calls
    .map(({ action }) => action)
    .filter((action) => /^(Create|Put|Attach|Update|Tag|Add|Delete|POST |PUT )/.test(action));
  expect(made).toEqual(["CreateOpenIDConnectProvider"]);
  // No namespace either.
  const state = Object.keys(await stateOf(pipeline)).filter(
    (name) => !/^(data|terraform_data)\./.test(name),
  );
  expect(state).toEqual([]);

  configure({ createOidcProvider: false });
  await pipeline.terraform.apply({ env });
  await expectInstalled();
  expect(await stateOf(pipeline)).not.toHaveProperty([MADE_HERE]);

  await pipeline.terraform.destroy();
  expect(await inIam()).toEqual({ ...NOTHING_IN_IAM, providers: [arnOf(ISSUER)] });
});

it("that is named is used, and stays when the rest goes", async () => {
  await make(ISSUER);
  configure({ oidcProviderArn: arnOf(ISSUER) });
  await pipeline.terraform.apply({ env });
  await expectInstalled();
  expect(await stateOf(pipeline)).not.toHaveProperty([MADE_HERE]);
  await pipeline.terraform.destroy();
  expect(await inIam()).toEqual({ ...NOTHING_IN_IAM, providers: [arnOf(ISSUER)] });
});

it("of another issuer is refused at plan", async () => {
  await make(ISSUER);
  await make(OTHER_ISSUER);
  configure({ oidcProviderArn: arnOf(OTHER_ISSUER) });
  expect(await refusal()).toEqual([
    `Resource postcondition failed: oidcProviderArn: ${arnOf(OTHER_ISSUER)} belongs to another issuer than the EKS cluster ${CLUSTER}, whose issuer is https://${ISSUER}. Give the ARN that ends in it, or leave oidcProviderArn out and set createOidcProvider = false to have it looked up.`,
  ]);
});

it("without EKS's audience is refused at plan, with the command that mends it", async () => {
  await make(ISSUER, "somebody");
  configure({ createOidcProvider: false });
  expect(await refusal()).toEqual([
    `Resource postcondition failed: createOidcProvider: the OIDC provider ${arnOf(ISSUER)} lacks the audience ${AUDIENCE}, which EKS puts into the tokens of service accounts. Add it: aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${arnOf(ISSUER)} --client-id ${AUDIENCE}`,
  ]);
});

it.each([
  ["by its issuer", {}],
  ["by its ARN", { oidcProviderArn: arnOf(ISSUER) }],
])("that is looked up %s and does not exist is refused at plan", async (_, inputs) => {
  configure({ createOidcProvider: false, ...inputs });
  expect(await refusal()).toEqual([expect.stringMatching(/IAM OIDC Provider/i)]);
});

it("may be made in the same apply", async () => {
  configure(
    {
      createOidcProvider: false,
      oidcProviderArn: "${aws_iam_openid_connect_provider.x.arn}",
    },
    {
      resource: {
        aws_iam_openid_connect_provider: {
          x: { url: `https://${ISSUER}`, client_id_list: [AUDIENCE] },
        },
      },
    },
  );
  await pipeline.terraform.apply({ env });
  await expectInstalled();
  await pipeline.terraform.destroy();
  expect(await inIam()).toEqual(NOTHING_IN_IAM);
});
