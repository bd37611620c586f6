import { cleanUp } from "../../../kit/processes";
import type { EksPipeline } from "../../../support/eks";
import { type Upstream, ownCluster } from "../../../support/eks-own-cluster";
import { type StandInWorld, startStandInWorld } from "../../../support/eks-stand-in";
import { acts } from "../../../support/planned-acts";

/** A cluster that the caller's configuration makes, and later changes. */
jest.setTimeout(1_200_000); // the stand-in plugin may have to be built

const ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3";
const env = { TF_VAR_token: "token" };
/** The form that the README shows. */
const DOCUMENTED = { clusterName: "${aws_eks_cluster.own.id}" };
/** The form of which the README warns. */
const DEPENDING = {
  ...DOCUMENTED,
  depends_on: ["aws_eks_cluster.own", "aws_eks_node_group.own"],
};

let world: StandInWorld;
let pipeline: EksPipeline;

beforeAll(async () => {
  world = await startStandInWorld();
  pipeline = await world.pipelineIn("us-east-1", ISSUER, false);
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

const configure = (call: object, upstream: Upstream = {}) =>
  pipeline.calls({ apono: call }, ownCluster(upstream));
/** What a plan changes, apart from what it only reads. */
async function changes() {
  const planned = acts((await pipeline.terraform.plan({ env })).changes).filter(
    (change) => !change.startsWith("read "),
  );
  const isConnector = (change: string) => change.includes(" module.apono.");
  return {
    connector: planned.filter(isConnector),
    upstream: planned.filter((change) => !isConnector(change)),
  };
}

it("is made in the same apply as the connector", async () => {
  configure(DOCUMENTED);
  await pipeline.terraform.apply({ env });
  expect((await changes()).connector).toEqual([]);
});

describe.each([
  ["as documented", DOCUMENTED],
  ["with depends_on on the module", DEPENDING],
])("%s", (_, call) => {
  // The emulator loses a node group's settings, so that one always has a change pending.
  it.each([
    ["a tag on the cluster", { clusterTag: "b" }, "update aws_eks_cluster.own"],
    ["a changed node group", { nodeGroupTag: "b" }, "replace aws_eks_node_group.own"],
  ])("the connector stays as it is while %s is pending", async (__, upstream, pending) => {
    configure(call, upstream);
    const { connector, upstream: planned } = await changes();
    expect(planned).toContain(pending);
    expect(connector).toEqual([]);
  });
});

it("is destroyed with the connector", async () => {
  configure(DOCUMENTED);
  await pipeline.terraform.destroy();
  expect((await pipeline.terraform.show()).values).toBeUndefined();
});
