import type { FaultProxyOptions } from "./fault-proxy";
import { withBody } from "./forwarding";

/** A service as ECS's DescribeServices answers it. */
interface DescribedService {
  readonly serviceName: string;
  readonly desiredCount: number;
}

/** Changes what ECS says of its services over what the emulator says: that starts no task. */
export const describedServices =
  (changes: (service: DescribedService) => object): NonNullable<FaultProxyOptions["rewrite"]> =>
  ({ action }, answer) => {
    if (action !== "DescribeServices" || answer.status !== 200) return undefined;
    const { services, failures } = JSON.parse(answer.body.toString()) as {
      services: readonly DescribedService[];
      failures: object[];
    };
    const changed = services.map((each) => ({ ...each, ...changes(each) }));
    return withBody(answer, JSON.stringify({ services: changed, failures }));
  };
