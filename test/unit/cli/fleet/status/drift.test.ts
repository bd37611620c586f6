import { driftOf } from "../../../../../cli/fleet/status/drift";
import type { Runtime } from "../../../../../cli/status/runtime";
import { parseFleet } from "../../../../../fleet/read";

function memberOf(module: string, inputs: object) {
  const reading = parseFleet(JSON.stringify({ connectors: [{ name: "a", module, inputs }] }));
  if ("faults" in reading) throw new Error(reading.faults.map((each) => each.message).join("\n"));
  return reading.fleet.members[0]!;
}

const ecs = (inputs: object = {}) =>
  memberOf("ecs-connector", { subnetIds: ["subnet-0123456789abcdef0"], ...inputs });
const eks = (inputs: object = {}) => memberOf("eks-connector", { clusterName: "main", ...inputs });

const ON_ECS: Runtime = {
  kind: "ecs",
  name: "s",
  desired: 1,
  running: 1,
  pending: 0,
  rollout: "completed",
  image: "registry.apono.io/apono-connector:v1.7.8",
  version: "v1.7.8",
  cpu: "1024",
  memory: "2048",
};
const ON_EKS: Runtime = { ...ON_ECS, kind: "kubernetes", cpu: "1", memory: "2G" };

describe("on ECS", () => {
  it("there is none where the defaults are deployed", () => {
    expect(driftOf(ecs(), ON_ECS)).toEqual([]);
  });

  it("every difference is told with both values", () => {
    const other = ecs({
      numberOfInstances: 3,
      cpu: 2048,
      memory: 4096,
      connectorVersion: "v1.8.0",
    });
    expect(driftOf(other, ON_ECS)).toEqual([
      { what: "instances", configured: "3", deployed: "1" },
      { what: "version", configured: "v1.8.0", deployed: "v1.7.8" },
      { what: "cpu", configured: "2048", deployed: "1024" },
      { what: "memory", configured: "4096", deployed: "2048" },
    ]);
  });

  it("a digest is a version, and a repository with a port is whole", () => {
    const digest = `sha256:${"a1".repeat(32)}`;
    const imageRepository = "mirror.example.com:5000/apono-connector";
    const member = ecs({ connectorVersion: digest, imageRepository });
    const runtime = { ...ON_ECS, image: `${imageRepository}@${digest}`, version: digest };
    expect(driftOf(member, runtime)).toEqual([]);
    expect(driftOf(ecs({ connectorVersion: digest }), runtime)).toEqual([
      {
        what: "repository",
        configured: "registry.apono.io/apono-connector",
        deployed: imageRepository,
      },
    ]);
  });
});

describe("on EKS", () => {
  it("quantities are compared by their value", () => {
    expect(driftOf(eks(), ON_EKS)).toEqual([]);
    expect(driftOf(eks({ memory: "2Gi" }), ON_EKS)).toEqual([
      { what: "memory", configured: "2Gi", deployed: "2G" },
    ]);
    expect(driftOf(eks({ cpu: "0.5" }), { ...ON_EKS, cpu: "500m" })).toEqual([]);
  });

  it("what the Deployment does not say is no difference", () => {
    expect(driftOf(eks(), { ...ON_EKS, cpu: undefined, memory: undefined })).toEqual([]);
  });

  it("nothing is known where helmValues may say otherwise", () => {
    expect(driftOf(eks({ helmValues: "replicaCount: 9" }), ON_EKS)).toBeUndefined();
  });
});
