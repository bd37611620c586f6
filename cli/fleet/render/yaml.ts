import { stringify } from "yaml";

/** A value as YAML, each line as long as it is. */
export const yaml = (value: object): string =>
  stringify(value, { lineWidth: 0, nullStr: "", aliasDuplicateObjects: false });
