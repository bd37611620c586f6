import * as rules from "../lib/inputs/rules";

/** 1 to 65535. */
const PORT =
  "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

/** Rules of a list of TCP ports and ranges of ports. */
export const PORT_RULES = [
  rules.unique("{bad} is given more than once. Give each port once."),
  rules.everyMatches(
    `^${PORT}(-${PORT})?$`,
    "{bad} is neither a port nor a range. Give ports from 1 to 65535 such as 443, or ranges such as 5432-5439.",
  ),
  rules.rangesAscend("{bad} ends before it begins. Give the lower port first, as in 5432-5439."),
] as const;

/** Rules of a list of CIDR blocks, IPv4 and IPv6. */
export const CIDR_RULES = [
  rules.unique("{bad} is given more than once. Give each block once."),
  rules.everyMatches(
    "^([0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}|[0-9a-fA-F:]*:[0-9a-fA-F:]*/[0-9]{1,3})$",
    "{bad} is not a CIDR block. Give blocks such as 10.0.0.0/16 or 2001:db8::/32.",
  ),
] as const;
