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

/** Summaries for a root that is not initialised. */
const NOT_INITIALISED =
  /^(Missing required provider|Module not installed|Required plugins are not installed|Inconsistent dependency lock file|Missing required provider source|Provider requirements cannot be satisfied.*|Module source has changed|Module version requirements have changed|Could not load plugin)$/;

/** Summaries for a root with a lock file that is not initialised: a fresh clone. */
const NOT_CACHED =
  /: (there is no package for .* cached in |the cached package for .* does not match any of the checksums )/;

/** Summaries for a module whose callers configure its providers. */
const FOR_CALLERS =
  /^(Provider configuration not present|Missing required provider configuration)$/;

export const isNotInitialised = ({ summary, detail = "" }: Diagnostic): boolean =>
  NOT_INITIALISED.test(summary) ||
  NOT_CACHED.test(summary) ||
  (/^(Missing|Failed|Unavailable|Provider)/.test(summary) &&
    /\b(terraform|tofu) init\b/.test(detail));

export const isForCallers = ({ summary }: Diagnostic): boolean => FOR_CALLERS.test(summary);

const NOT_UTF8 = "Invalid character encoding";

/** Of a file that is not UTF-8, only the diagnostic that says so: the others are about single bytes. */
export function withoutFollowUps(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const binary = new Set(
    diagnostics.filter(({ summary }) => summary === NOT_UTF8).map(({ range }) => range?.filename),
  );
  return diagnostics.filter(
    ({ summary, range }) =>
      summary === NOT_UTF8 || range === undefined || !binary.has(range.filename),
  );
}

/**
 * A diagnostic as a finding.
 *
 * @param root the folder that was validated, as a user would write it
 * @param fallback the range if the diagnostic has none
 */
export function findingOf(diagnostic: Diagnostic, root: string, fallback: Range): Finding {
  const { severity, summary, detail = "", range } = diagnostic;
  const text = detail.replace(/\s+/g, " ").trim();
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

/** Removes duplicates: several roots may share a module. */
export const uniqueFindings = (findings: readonly Finding[]): Finding[] => [
  ...new Map(
    findings.map((each): [string, Finding] => [
      JSON.stringify([each.range, each.message, each.fix]),
      each,
    ]),
  ).values(),
];
