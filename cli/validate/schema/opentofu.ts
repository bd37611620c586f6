import type { Range } from "../model/range";

/** What OpenTofu has in a block and Terraform has not; functions, too. https://opentofu.org/docs/language/ */
const MORE: Readonly<Record<string, readonly string[]>> = {
  terraform: ["encryption"],
  lifecycle: ["enabled"],
  provider: ["for_each"],
  function: ["base64gunzip", "cidrcontains", "urldecode"],
};

/** Whether only OpenTofu reads a file: Terraform passes over `.tofu`. */
export const isOpenTofus = ({ file }: Range): boolean => /\.tofu(\.json)?$/.test(file);

/** Whether a name that Terraform doesn't know is one of OpenTofu's, in a file of its own. */
export const isKnownToOpenTofu = (where: string, name: string, range: Range): boolean =>
  isOpenTofus(range) && MORE[where]?.includes(name) === true;
