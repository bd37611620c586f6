import type { ModuleName } from "../../../modules/module-names";
import { policyDocument } from "../../../modules/permissions";
import { dataVersion } from "../../iam/actions";
import { type FoundPath, type PathStep, escalationPathsIn } from "../../iam/escalation";
import { listOf } from "../../iam/statement";
import { coversAction } from "../../iam/wildcards";
import { conditionsOf } from "./conditions";
import { countsOf } from "./counts";
import { notAllowedBy } from "./not-allowed";
import { type Place, type PlaceOptions, placeOf } from "./place";
import type {
  ManagedPolicy,
  PermissionReport,
  ReportPath,
  ReportPolicy,
  ReportRole,
  TrustStatement,
} from "./report";
import { type SourcedRow, rowsOf } from "./rows";
import { ecsConnectorRoles } from "./sources/ecs-connector";
import { eksConnectorRoles } from "./sources/eks-connector";
import { accountDelegationRoles, orgDelegationRoles } from "./sources/delegation";
import {
  BOUNDARY_GUARDRAIL,
  type Choice,
  type PolicySource,
  type RoleSource,
  type TrustSource,
} from "./sources/source";
import { verdictOf } from "./verdict";

/** AWS's reference, the source of the data. */
const REFERENCE =
  "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html";

const ROLES: Readonly<Record<ModuleName, (choice: Choice) => RoleSource[]>> = {
  "ecs-connector": ecsConnectorRoles,
  "eks-connector": eksConnectorRoles,
  "org-delegation": orgDelegationRoles,
  "account-delegation": accountDelegationRoles,
};

export interface ReportOptions extends Omit<Choice, "place">, PlaceOptions {
  /** The modules' version. */
  readonly version: string;
}

/** Builds the report: the most that a module's roles may do. */
export async function buildReport(options: ReportOptions): Promise<PermissionReport> {
  const { module, version, partition, account, region, connectorId, withPermissions } = options;
  const place = placeOf(options);
  const sources = ROLES[module]({ ...options, place });
  const roles = await Promise.all(sources.map((source) => roleOf(source, place)));
  const grantedRolesBoundary = options.grantedRolesBoundary ?? null;
  const sets = roles
    .flatMap(({ policies }) => policies)
    .flatMap(({ kind, id }) => (kind === "permission-set" ? [id] : []));
  return {
    format: 1,
    module,
    version,
    partition,
    account: account ?? null,
    region: region ?? null,
    connectorId: connectorId ?? null,
    withPermissions,
    permissionSets: [...new Set(sets)],
    grantedRolesBoundary,
    verdict: verdictOf({ module, roles, grantedRolesBoundary }),
    reference: { url: REFERENCE, ...(await dataVersion()) },
    counts: countsOf(
      roles.flatMap(({ policies }) => policies),
      roles.flatMap(({ escalation }) => escalation),
    ),
    roles,
    notAllowed: notAllowedBy(roles),
  };
}

async function roleOf(source: RoleSource, place: Place): Promise<ReportRole> {
  const { id, title, purpose, arn } = source;
  const statements = source.policies.flatMap((policy) => statementsOf(policy, place));
  const rowsByPolicy = await rowsInOrder(source, place);
  const rows = rowsByPolicy.flat();
  const found = await escalationPathsIn(statements, { ownRoleArns: [arn] });
  const isBoundary = ({ id }: PolicySource) => id === BOUNDARY_GUARDRAIL;
  const unbounded = source.policies
    .filter((policy) => !isBoundary(policy))
    .flatMap((policy) => statementsOf(policy, place));
  const without = await escalationPathsIn(unbounded, { ownRoleArns: [arn] });
  const openWithout = without.filter(({ state }) => state !== "closed").map(({ path }) => path.id);
  const paths = found.map((each) => pathOf(each, source, rowsByPolicy, openWithout));
  const partOf = (row: SourcedRow) =>
    paths
      .filter((path) => path.state !== "closed" && path.rows.includes(row.id))
      .map((path) => path.id);
  const policies = source.policies.map((policy, at): ReportPolicy => ({
    id: policy.id,
    kind: policy.kind,
    name: policy.name,
    purpose: policy.purpose,
    base: policy.base,
    when: policy.when,
    managedPolicy: managedPolicyOf(policy, place),
    reasons: policy.reasons ?? [],
    rows: rowsByPolicy[at]!.map(({ statement: _statement, ...row }) => ({
      ...row,
      escalation: partOf(rows.find((each) => each.id === row.id)!),
    })),
  }));
  return {
    id,
    title,
    purpose,
    arn,
    trust: source.trust.flatMap(trustOf),
    policies,
    escalation: paths,
    counts: countsOf(policies, paths),
  };
}

const statementsOf = ({ statements = [] }: PolicySource, { partition }: Place) =>
  policyDocument(statements, partition).Statement;

/** The rows of each policy. Statements are numbered across the role. */
async function rowsInOrder(source: RoleSource, place: Place): Promise<SourcedRow[][]> {
  let first = 0;
  const rows = source.policies.map((policy) => {
    const statements = statementsOf(policy, place);
    const made = rowsOf(statements, `${source.id}.${policy.id}`, first);
    first += statements.length;
    return made;
  });
  return Promise.all(rows);
}

function pathOf(
  { path, publicIds, state, conditional, allowedBy, deniedBy }: FoundPath,
  source: RoleSource,
  rowsByPolicy: readonly (readonly SourcedRow[])[],
  openWithoutBoundary: readonly string[],
): ReportPath {
  const rowsIn = (steps: readonly PathStep[]) =>
    rowsByPolicy.flat().filter((row) => steps.some((step) => isStep(row, step)));
  const opening = rowsIn(allowedBy);
  const { id, title, how } = path;
  return {
    id,
    title,
    how,
    source: path.source,
    state,
    givesAny: path.givesAny ?? false,
    publicIds,
    closedByBoundary: state === "closed" && openWithoutBoundary.includes(id),
    conditional,
    permissionSets: source.policies
      .filter(({ kind }, at) => {
        const isSet = kind === "permission-set";
        return isSet && rowsByPolicy[at]!.some((row) => opening.includes(row));
      })
      .map((policy) => policy.id),
    rows: opening.map((row) => row.id),
    deniedBy: rowsIn(deniedBy).map((row) => row.id),
  };
}

const isStep = (row: SourcedRow, step: PathStep): boolean =>
  row.statement === step.statement && coversAction(row.action, step.action);

function managedPolicyOf(
  { managedPolicy }: PolicySource,
  { partition }: Place,
): ManagedPolicy | null {
  if (managedPolicy === undefined) return null;
  const name = managedPolicy.split("/").at(-1)!;
  return {
    name,
    arn: `arn:${partition}:iam::aws:policy/${managedPolicy}`,
    url: `https://docs.aws.amazon.com/aws-managed-policy/latest/reference/${name}.html`,
  };
}

const trustOf = ({ when, statements }: TrustSource): TrustStatement[] =>
  statements.map(({ Principal, Action, Condition }) => ({
    when,
    principals: Object.entries(Principal).flatMap(([kind, who]) =>
      listOf(who).map((each) => `${kind}: ${each}`),
    ),
    actions: listOf(Action),
    conditions: conditionsOf(Condition),
  }));
