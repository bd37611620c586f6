import { stringify } from "yaml";

/** A value as YAML, each line as long as it is. Text such as `no` is quoted: for YAML 1.1, as in GitLab, it is a boolean. */
export const yaml = (value: object): string =>
  stringify(value, {
    lineWidth: 0,
    nullStr: "",
    aliasDuplicateObjects: false,
    compat: "yaml-1.1",
  });
