import { type ResourceKind, partsOf } from "../../../modules/naming";

/** What a name in AWS has around its fixed part. */
export interface NameEnds {
  /** `namePrefix`; empty without one. */
  readonly prefix: string;
  readonly suffix: string;
}

/** Takes a name of the modules apart; undefined for another name. */
export function nameEnds(kind: ResourceKind, name: string | undefined): NameEnds | undefined {
  const { folder, fixed } = partsOf(kind);
  if (name?.startsWith(folder) !== true) return undefined;
  const own = name.slice(folder.length);
  const at = own.indexOf(fixed);
  return at < 0 ? undefined : { prefix: own.slice(0, at), suffix: own.slice(at + fixed.length) };
}
