/** A finding of Terraform, as its JSON forms give it: not wrapped, without frames. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** The resource it is about, where it is about one. */
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

/** One line of Terraform's `-json` output; the fields depend on `type`. */
export interface Message {
  readonly "@level": string;
  readonly "@message": string;
  readonly type: string;
  readonly diagnostic?: Diagnostic;
  readonly [field: string]: unknown;
}

/**
 * Findings as one text each, summary and detail, as the author of a message wrote it: for exact
 * comparison. `Resource precondition failed: <the message>`.
 */
export function diagnosticMessages(
  result: { readonly diagnostics: readonly Diagnostic[] },
  severity: Diagnostic["severity"] = "error",
): string[] {
  return result.diagnostics
    .filter((diagnostic) => diagnostic.severity === severity)
    .map(diagnosticText);
}

/** Summary and detail in one text. */
export function diagnosticText({ summary, detail }: Diagnostic): string {
  return detail === "" ? summary : `${summary}: ${detail}`;
}

/** For people: severity, text and place, one finding per paragraph. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map((diagnostic) => {
      const { severity, address, range } = diagnostic;
      const place = [address, range && `${range.filename}:${range.start.line}`].filter(Boolean);
      const where = place.length > 0 ? `\n  (${place.join(", ")})` : "";
      return `${severity}: ${diagnosticText(diagnostic)}${where}`;
    })
    .join("\n\n");
}

/** Reads `-json` output. Lines that are not JSON (a provider's panic, say) are left out. */
export function parseMessages(output: string): Message[] {
  return output.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    try {
      return [JSON.parse(line) as Message];
    } catch {
      return [];
    }
  });
}

/** The findings among messages, each once: Terraform repeats some at the end of a walk. */
export function diagnosticsOf(messages: readonly Message[]): Diagnostic[] {
  const seen = new Set<string>();
  return messages.flatMap(({ type, diagnostic }) => {
    if (type !== "diagnostic" || !diagnostic) return [];
    const { severity, summary, address, range } = diagnostic;
    const detail = diagnostic.detail ?? "";
    const key = JSON.stringify([severity, summary, detail, address, range]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ severity, summary, detail, address, range }];
  });
}
