/** The connectors of a fleet that is measured. */
export interface FleetShape {
  readonly connectors: number;
  /** Every fourth connector is an eks-connector. */
  readonly mixed?: boolean;
}

/** The text of a fleet file. @param more beside the connectors, such as `backend` */
export function fleetFile({ connectors, mixed }: FleetShape, more: object = {}): string {
  const entries = Array.from({ length: connectors }, (_, index) => {
    const isEks = mixed === true && index % 4 === 3;
    return {
      name: `connector-${index}`,
      module: isEks ? "eks-connector" : "ecs-connector",
      account: String(111122220000 + index),
      region: "eu-central-1",
      inputs: isEks
        ? { clusterName: `cluster-${index}` }
        : { subnetIds: [`subnet-${index.toString(16).padStart(17, "0")}`] },
    };
  });
  return JSON.stringify({ tokens: { "*": "APONO_TOKEN_{NAME}" }, ...more, connectors: entries });
}
