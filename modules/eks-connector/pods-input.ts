import * as rules from "../../lib/inputs/rules";
import { DNS_SUBDOMAIN, LABEL_KEY, LABEL_VALUE } from "./kubernetes-names";

const EXISTS = "Exists";

/** Where the connector's pods run, and what they carry. An attribute that is left out changes nothing. */
export const podsInput = {
  type: "object",
  description:
    "Where the connector's pods run, and what they carry. Which of it takes effect is up to the chart: what the installed one " +
    "ignores is told with a warning. It must be known at plan.",
  default: {},
  attributes: {
    priorityClassName: {
      type: "string",
      description: "PriorityClass of the pods, which must exist.",
      default: null,
      rules: [
        rules.matches(
          `^${DNS_SUBDOMAIN}$`,
          "{bad} is not a valid name of a PriorityClass. Use lower-case letters, digits, - and ., with a letter or digit at both ends.",
        ),
      ],
    },
    spread: {
      type: "bool",
      description:
        "Spread the instances over zones and nodes where there are several, as a preference: sets topologySpreadConstraints and " +
        "affinity, of which charts know one or both.",
      default: false,
    },
    disruptionBudget: {
      type: "bool",
      description:
        "Create a PodDisruptionBudget, so that draining nodes takes one instance at a time. None with fewer than two instances. " +
        "Leave it out if the chart creates one: Kubernetes evicts no pod that has two.",
      default: false,
    },
    nodeSelector: {
      type: "map(string)",
      description: "Labels of the nodes that the pods may run on.",
      default: {},
      rules: [
        rules.keysMatch(
          `^${LABEL_KEY}$`,
          "{bad} is not a valid label key. Give one such as kubernetes.io/arch.",
        ),
        rules.valuesMatch(
          `^${LABEL_VALUE}$`,
          "the value of {bad} is not a valid label value. Use up to 63 letters, digits, -, _ and ., with a letter or digit at both ends.",
        ),
      ],
    },
    tolerations: {
      type: "list(map(string))",
      description:
        'Taints that the pods tolerate, such as `{ key = "dedicated", operator = "Equal", value = "access", effect = ' +
        '"NoSchedule" }`; also `tolerationSeconds`.',
      default: [],
      rules: [
        rules.everyMapHas(
          {
            key: `^${LABEL_KEY}$`,
            operator: `^(${EXISTS}|Equal)$`,
            value: `^${LABEL_VALUE}$`,
            effect: "^(NoSchedule|PreferNoSchedule|NoExecute)$",
            tolerationSeconds: "^-?[0-9]+$",
          },
          "{bad} is not a valid toleration. Give key, operator (Exists or Equal), value, effect (NoSchedule, PreferNoSchedule or NoExecute) and tolerationSeconds, as far as needed.",
        ),
        rules.everyMap(
          `{bad} contradicts itself. A toleration with the operator ${EXISTS} has no value, any other needs a key, and tolerationSeconds needs the effect NoExecute.`,
          `(try(v.operator, "") == "${EXISTS}" ? can(v.value) : !can(v.key)) || (can(v.tolerationSeconds) && try(v.effect, "") != "NoExecute")`,
          (map) =>
            (map["operator"] === EXISTS ? !("value" in map) : "key" in map) &&
            (!("tolerationSeconds" in map) || map["effect"] === "NoExecute"),
        ),
      ],
    },
    imagePullSecrets: {
      type: "list(string)",
      description:
        "Names of Secrets in the connector's namespace with which the image is pulled from a private mirror. They must exist before " +
        "the pods: use createNamespace = false and a namespace that has them.",
      default: [],
      rules: [
        rules.unique("{bad} is given more than once. Give each Secret once."),
        rules.everyMatches(
          `^${DNS_SUBDOMAIN}$`,
          "{bad} is not a valid name of a Secret. Use lower-case letters, digits, - and ., with a letter or digit at both ends.",
        ),
      ],
    },
    annotations: {
      type: "map(string)",
      description: "Annotations of the pods.",
      default: {},
      rules: [
        rules.keysMatch(
          `^${LABEL_KEY}$`,
          "{bad} is not a valid annotation key. Give one such as example.com/team.",
        ),
      ],
    },
  },
} as const;
