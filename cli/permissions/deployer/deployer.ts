import type { ModuleName } from "../../../modules/module-names";
import {
  type Deployment,
  type DeployerStatement,
  type TypeNeeds,
  deployerStatements,
  deploymentOf,
  typeNeeds,
} from "../../../modules/permissions/deployer";
import { QUOTAS } from "../../../modules/permissions/quotas";

/** What whoever deploys a module needs: the data of every format. */
export interface DeployerReport {
  readonly module: ModuleName;
  readonly partition: string;
  /** Whether it is for any inputs. */
  readonly anyInputs: boolean;
  /** The inputs that are given, with their values. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly types: readonly TypeNeeds[];
  readonly statements: readonly DeployerStatement[];
}

export interface DeployerOptions {
  readonly module: ModuleName;
  readonly partition: string;
  readonly account?: string;
  readonly region?: string;
  readonly anyInputs?: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export function deployerReport(options: DeployerOptions): DeployerReport {
  const { module, partition, account, region, anyInputs = false, inputs } = options;
  const deployment: Deployment = deploymentOf(module, inputs, {
    accountId: account,
    region,
    anyInputs,
  });
  return {
    module,
    partition,
    anyInputs,
    given: inputs,
    types: typeNeeds(deployment).filter(({ grants }) => grants.length > 0),
    statements: deployerStatements(deployment, partition),
  };
}

/** A policy as IAM takes it. */
export const documentOf = (statements: readonly DeployerStatement[]) => ({
  Version: "2012-10-17",
  Statement: statements,
});

/** Characters that IAM counts. */
export const sizeOf = (statements: readonly DeployerStatement[]): number =>
  JSON.stringify(documentOf(statements)).length;

/** Whether it is too large for a managed policy. */
export const isLarge = ({ statements }: DeployerReport): boolean =>
  sizeOf(statements) > QUOTAS.managedPolicy;

/** The statements as managed policies, none larger than IAM allows. */
export function policiesOf(statements: readonly DeployerStatement[]): DeployerStatement[][] {
  const policies: DeployerStatement[][] = [[]];
  for (const statement of statements) {
    if (sizeOf([...policies.at(-1)!, statement]) > QUOTAS.managedPolicy) policies.push([]);
    policies.at(-1)!.push(statement);
  }
  return policies;
}
