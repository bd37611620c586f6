import type { ModuleName } from "../../modules/module-names";
import type { Io } from "../terminal/io";
import { Aws } from "../aws/client";
import { checkApiToken } from "./api-token";
import { checkEks } from "./eks";
import { type Caller, callerOf, checkCallerIdentity } from "./caller-identity";
import { listVariableFiles, checkInputValues } from "./input-checks";
import { checkManagedPolicies } from "./managed-policies";
import { checkDeployer } from "./deployer-permissions";
import { checkNameConflicts } from "./name-conflicts";
import { checkNetwork } from "./network";
import { checkOrganization } from "./organization";
import { type DoctorOptions, type Request, readRequest } from "./request";
import { type Result, type ResultId, skipped } from "./results";
import { catchAwsError } from "./aws-error-result";
import { checkToken } from "./token";
import { checkTokenSecret } from "./token-secret";
import { checkTools } from "./tools";
import { valuesInFiles } from "./variable-files";

/** The results of all checks. */
export interface Examination {
  readonly modules: readonly ModuleName[];
  /** The AWS identity in use; undefined if AWS could not be called. */
  readonly caller?: Caller;
  readonly results: readonly Result[];
}

/** A group of AWS checks, run for these modules. */
interface Part {
  /** Id of the result that is reported if the group is skipped. */
  readonly id: ResultId;
  readonly modules: readonly ModuleName[];
  /** Whether an option asks for it. @default true */
  readonly isAsked?: boolean;
  readonly check: (caller: Caller) => Promise<readonly Result[]>;
}

/**
 * Checks tools, inputs, token and AWS. Changes nothing.
 *
 * @throws CommandFailure for invalid options
 */
export async function examine(
  options: DoctorOptions,
  { env, progress }: Pick<Io, "env" | "progress">,
): Promise<Examination> {
  const files = await valuesInFiles(process.cwd(), options.varFile ?? []);
  const request = await readRequest(options, env, files);
  const { profile, region } = options;
  const aws = new Aws({ env, profile, region, progress });
  const asking = (other?: string) =>
    other === undefined ? aws : new Aws({ env, profile: other, region, progress });
  progress("checking tools and AWS credentials");
  const [tools, { results: identity, caller }] = await Promise.all([
    checkTools(env),
    checkCallerIdentity(aws, { env, profile, region }),
  ]);
  const token = [
    ...checkToken(request),
    ...(caller === undefined ? [] : await checkTokenSecret(aws, request, caller)),
    ...(await checkApiToken({ env, progress })),
  ];
  const around = [...tools, ...inputsOf(request, env), ...token, ...identity];
  const inAws: Result[] = [];
  for (const part of partsOf(asking, request, { ...options, env })) {
    if (part.isAsked === false) continue;
    if (!part.modules.some((module) => request.modules.includes(module))) continue;
    inAws.push(
      ...(caller === undefined
        ? [skipped(part.id, "Skipped: AWS could not be called.")]
        : await part.check(caller)),
    );
  }
  progress("");
  return { modules: request.modules, caller, results: [...around, ...inAws] };
}

/**
 * Checks the account that the delegation is deployed to. Its stack may use another profile, that of the management
 * account.
 */
function askOrganization(
  aws: (profile?: string) => Aws,
  request: Request,
  caller: Caller,
  check: typeof examineOrganization,
): Promise<readonly Result[]> {
  const profile = request.given.get("organizationProfile")?.text;
  if (!profile) return check(aws(), request, caller);
  return catchAwsError("organization.account", `The profile ${profile}`, async () => {
    const other = aws(profile);
    return check(other, request, await callerOf(other, caller.region));
  });
}

async function examineOrganization(
  aws: Aws,
  request: Request,
  caller: Caller,
): Promise<readonly Result[]> {
  return [
    ...(await checkOrganization(aws, request, caller)),
    ...(await checkManagedPolicies(aws, request, caller, ["org-delegation"])),
    ...(await checkNameConflicts(aws, request, caller, ["org-delegation"])),
  ];
}

function partsOf(
  asking: (profile?: string) => Aws,
  request: Request,
  { env, deployer = false }: Pick<DoctorOptions, "deployer"> & Pick<Io, "env">,
): readonly Part[] {
  const aws = asking();
  const connectors = request.modules.filter((module) => module !== "org-delegation");
  return [
    {
      id: "network.subnets",
      modules: ["ecs-connector"],
      check: (caller) => checkNetwork(aws, request, caller),
    },
    {
      id: "aws.managedPolicies",
      modules: ["ecs-connector", "eks-connector"],
      check: (caller) => checkManagedPolicies(aws, request, caller, connectors),
    },
    {
      id: "names.free",
      modules: ["ecs-connector", "eks-connector"],
      check: (caller) => checkNameConflicts(aws, request, caller, connectors),
    },
    {
      id: "eks.cluster",
      modules: ["eks-connector"],
      check: (caller) => checkEks(aws, request, caller, env),
    },
    {
      id: "organization.membership",
      modules: ["org-delegation"],
      check: (caller) => askOrganization(asking, request, caller, examineOrganization),
    },
    {
      id: "aws.deployer",
      modules: connectors,
      isAsked: deployer,
      check: (caller) => checkDeployer(aws, request, caller, connectors),
    },
    {
      id: "aws.deployer",
      modules: ["org-delegation"],
      isAsked: deployer,
      check: (caller) =>
        askOrganization(asking, request, caller, (other, _, itsCaller) =>
          checkDeployer(other, request, itsCaller, ["org-delegation"]),
        ),
    },
  ];
}

function inputsOf(request: Request, env: Io["env"]): Result[] {
  const given = [...listVariableFiles(request), ...checkInputValues(request, env)];
  if (request.modules.length > 0) return given;
  return [
    ...given,
    skipped("inputs.values", "No module chosen.", {
      fix: "Give --subnet or --vpc for ECS, --cluster for EKS, or --organization; or set Terraform variables, such as TF_VAR_subnetIds.",
    }),
  ];
}
