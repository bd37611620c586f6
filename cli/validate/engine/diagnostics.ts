import { isAbsolute, join, normalize, posix, relative } from "node:path";
import type { Finding } from "../finding";
import type { Range } from "../../terraform/range";

/** https://developer.hashicorp.com/terraform/internals/machine-readable-ui and `terraform validate -json` */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly range?: {
    readonly filename: string;
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
}

/** What it says of a root that is not initialised; what else is wrong is known only after that. */
const NOT_INITIALISED =
  /^(Missing required provider|Module not installed|Required plugins are not installed|Inconsistent dependency lock file|Missing required provider source|Provider requirements cannot be satisfied.*|Module source has changed|Module version requirements have changed|Could not load plugin)$/;

/** The same where a lock file is there: a clone of a repository that has one. */
const NOT_CACHED =
  /: (there is no package for .* cached in |the cached package for .* does not match any of the checksums )/;

/** What it says of a module by itself, whose providers its callers give. */
const FOR_CALLERS =
  /^(Provider configuration not present|Missing required provider configuration)$/;

export const isNotInitialised = ({ summary, detail = "" }: Diagnostic): boolean =>
  NOT_INITIALISED.test(summary) ||
  NOT_CACHED.test(summary) ||
  (/^(Missing|Failed|Unavailable|Provider)/.test(summary) &&
    /\b(terraform|tofu) init\b/.test(detail));

export const isForCallers = ({ summary }: Diagnostic): boolean => FOR_CALLERS.test(summary);

/**
 * A diagnostic as a finding.
 *
 * @param root the folder that it was found in, as a user would write it
 * @param fallback where it is of the root as a whole
 */
export function findingOf(diagnostic: Diagnostic, root: string, fallback: Range): Finding {
  const { severity, summary, detail = "", range } = diagnostic;
  const text = detail.replace(/\s+/g, " ").trim();
  // What to do about it is mostly said last, in a paragraph or a sentence of its own.
  return {
    rule: "terraform",
    severity,
    message: /[.!?]$/.test(summary) ? summary : `${summary}.`,
    fix: text === "" ? "Correct it here." : text,
    range: range === undefined ? fallback : rangeOf(range, root),
    isFromEngine: true,
  };
}

function rangeOf({ filename, start, end }: NonNullable<Diagnostic["range"]>, root: string): Range {
  const file = isAbsolute(filename)
    ? relativePath(filename)
    : posix.normalize(root === "." ? filename : posix.join(root, filename));
  return {
    file,
    start: { line: start.line, column: start.column },
    end: { line: end.line, column: end.column },
  };
}

const relativePath = (file: string): string => {
  const path = relative(process.cwd(), normalize(file));
  return path.startsWith("..") ? file : join(path);
};

/** Each finding once, where several roots share the folder of a module. */
export const uniqueFindings = (findings: readonly Finding[]): Finding[] => [
  ...new Map(
    findings.map((each): [string, Finding] => [
      JSON.stringify([each.range, each.message, each.fix]),
      each,
    ]),
  ).values(),
];
