import { CIDR_RULES, PORT_RULES } from "../port-rules";

/** What the network policy of the connector's pods lets out. An attribute that is left out changes nothing. */
export const networkPolicyInput = {
  type: "object",
  description:
    "Network policy for the connector's pods: nothing in, and out only DNS, TCP port 443 and what is given here. It takes effect " +
    "where the cluster's network plugin enforces network policies.",
  default: {},
  attributes: {
    create: { type: "bool", description: "Create the network policy.", default: false },
    ports: {
      type: "list(string)",
      description:
        "Further TCP ports and ranges of ports to let out, such as `5432` and `27017-27019`: what the databases and hosts need that " +
        "Apono manages.",
      default: [],
      rules: PORT_RULES,
    },
    cidrBlocks: {
      type: "list(string)",
      description: "Destinations of these further ports, IPv4 and IPv6; anywhere when left out.",
      default: [],
      rules: CIDR_RULES,
    },
  },
} as const;
