import type { Member } from "../../../fleet/fleet";
import { quantityValue } from "../../../modules/eks-connector/quantity";
import type { Runtime } from "../../status/runtime";
import { inputsOf } from "./configured";

/** Where what is deployed differs from the fleet file. Only Terraform's plan tells every difference. */
export interface Difference {
  readonly what: "instances" | "version" | "repository" | "cpu" | "memory";
  readonly configured: string;
  readonly deployed: string;
}

/** Compares the ECS service or the Deployment with the fleet file; undefined where it can't be compared. */
export function driftOf(member: Member, runtime: Runtime): readonly Difference[] | undefined {
  const inputs = inputsOf(member);
  // The chart takes them over everything else.
  if (inputs["helmValues"]) return undefined;
  const isSame = member.module === "eks-connector" ? isSameQuantity : isEqual;
  return [
    difference("instances", inputs["numberOfInstances"], String(runtime.desired), isEqual),
    difference("version", inputs["connectorVersion"], runtime.version, isEqual),
    difference("repository", inputs["imageRepository"], repositoryOf(runtime), isEqual),
    difference("cpu", inputs["cpu"], runtime.cpu, isSame),
    difference("memory", inputs["memory"], runtime.memory, isSame),
  ].flatMap((each) => each ?? []);
}

/** As text, such as `cpu 2048 (configured: 1024)`. */
export const differenceText = ({ what, configured, deployed }: Difference): string =>
  `${what} ${deployed} (configured: ${configured})`;

function difference(
  what: Difference["what"],
  wanted: unknown,
  deployed: string | undefined,
  isSame: (one: string, other: string) => boolean,
): Difference | undefined {
  const configured = String(wanted);
  return deployed === undefined || isSame(configured, deployed)
    ? undefined
    : { what, configured, deployed };
}

const isEqual = (one: string, other: string) => one === other;

/** Kubernetes returns quantities in another form: `1` for `1000m`. */
const isSameQuantity = (one: string, other: string) => quantityValue(one) === quantityValue(other);

const repositoryOf = ({ image, version }: Runtime): string | undefined =>
  image === undefined || version === undefined ? image : image.slice(0, -version.length - 1);
