import type { ModuleName } from "../../module-names";
import { type ResourceKind, nameOf } from "../../naming";
import { PARTITION } from "../policy";

/** Stands for what is not known: an account, a region, the suffix of names. */
export const ANY = "*";

/** What is deployed, and where. */
export interface Deployment {
  readonly module: ModuleName;
  /** The module's inputs, defaults included; null or absent where the module decides. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Whether the policy must do whatever the inputs are. */
  readonly anyInputs: boolean;
  /** {@link ANY} where it is not known. */
  readonly accountId: string;
  readonly region: string;
  readonly nameSuffix: string;
  /** Empty without one. */
  readonly namePrefix: string;
}

/** What Terraform's provider calls for one type of resource, as statements of IAM. */
export interface DeployerGrant {
  /** The statement that it becomes a part of. */
  readonly sid: string;
  readonly actions: readonly string[];
  /** ARNs with {@link PARTITION}, or {@link EVERYTHING}. */
  readonly resources: readonly string[];
  readonly condition?: GrantCondition;
  /** Why it is needed or can't be narrower, where that is not plain. */
  readonly why?: string;
}

export type GrantCondition = {
  readonly [operator: string]: { readonly [key: string]: string | readonly string[] };
};

/** What a type of resource needs. */
export type Needs = (deployment: Deployment) => readonly DeployerGrant[];

/** A name in AWS. */
export const nameIn = (
  { nameSuffix, namePrefix }: Pick<Deployment, "nameSuffix" | "namePrefix">,
  kind: ResourceKind,
): string => nameOf(kind, nameSuffix, namePrefix);

/** Where AWS can't limit an action to resources. */
export const EVERYTHING = ["*"] as const;

/** An input's value, or an attribute's of an object: `logs.kmsKeyArn`. */
export function valueOf({ inputs }: Pick<Deployment, "inputs">, path: string): unknown {
  const [name, attribute] = path.split(".") as [string, string?];
  const value = inputs[name];
  return attribute === undefined ? value : (value as Record<string, unknown> | null)?.[attribute];
}

/** An input that is a text; undefined where it is not set. */
export function textOf(deployment: Pick<Deployment, "inputs">, path: string): string | undefined {
  const value = valueOf(deployment, path);
  return typeof value === "string" ? value : undefined;
}

/** Texts in an input that is a list or map of them. */
export function textsOf(deployment: Pick<Deployment, "inputs">, path: string): string[] {
  const value = valueOf(deployment, path);
  return typeof value === "object" && value !== null
    ? Object.values(value).filter((each) => typeof each === "string")
    : [];
}

/** An ARN of the deployment's account and region. */
export const arnIn = (
  { accountId, region }: Pick<Deployment, "accountId" | "region">,
  service: string,
  resource: string,
): string => `arn:${PARTITION}:${service}:${region}:${accountId}:${resource}`;

/** An ARN of IAM, which has no regions. */
export const iamArn = ({ accountId }: Pick<Deployment, "accountId">, resource: string): string =>
  `arn:${PARTITION}:iam::${accountId}:${resource}`;
