/**
 * The part of Terraform's CLI configuration that says where providers come from.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation
 */
export interface InstallationMethod {
  readonly kind: "filesystem_mirror" | "network_mirror" | "direct";
  /** A folder or URL; none for `direct`. */
  readonly location?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

export interface CliConfig {
  /** Undefined where the file has no `provider_installation` block. */
  readonly methods?: readonly InstallationMethod[];
  /** Everything else in the file, as it is: credentials, plugin cache, … */
  readonly rest: string;
}

/** Reads a CLI configuration in HCL. `dev_overrides` are dropped: tests want released versions. */
export function parseCliConfig(text: string): CliConfig {
  const code = withoutComments(text);
  const start = /\bprovider_installation\s*\{/.exec(code);
  if (!start) return { rest: text };
  const open = start.index + start[0].length;
  const close = closingBrace(code, open);
  return {
    methods: parseMethods(code.slice(open, close)),
    rest: (code.slice(0, start.index) + code.slice(close + 1)).trim(),
  };
}

/** Writes a CLI configuration; without methods Terraform's own defaults hold. */
export function renderCliConfig({ methods, rest }: CliConfig): string {
  const parts = rest.trim() === "" ? [] : [rest.trim()];
  if (methods) {
    parts.push(["provider_installation {", ...methods.map(renderMethod), "}"].join("\n"));
  }
  return `${parts.join("\n\n")}\n`;
}

function renderMethod({ kind, location, include, exclude }: InstallationMethod): string {
  const attributes = [
    ...(location === undefined ? [] : [[kind === "network_mirror" ? "url" : "path", location]]),
    ...(include === undefined ? [] : [["include", include]]),
    ...(exclude === undefined || exclude.length === 0 ? [] : [["exclude", exclude]]),
  ];
  const lines = attributes.map(([name, value]) => `    ${String(name)} = ${JSON.stringify(value)}`);
  return [`  ${kind} {`, ...lines, "  }"].join("\n");
}

function parseMethods(body: string): InstallationMethod[] {
  const block = /\b(filesystem_mirror|network_mirror|direct)\s*\{([^{}]*)\}/g;
  return [...body.matchAll(block)].map(([, kind, attributes = ""]) => ({
    kind: kind as InstallationMethod["kind"],
    location: /\b(?:path|url)\s*=\s*"([^"]*)"/.exec(attributes)?.[1],
    include: parseList(attributes, "include"),
    exclude: parseList(attributes, "exclude"),
  }));
}

function parseList(attributes: string, name: string): string[] | undefined {
  const list = new RegExp(`\\b${name}\\s*=\\s*\\[([^\\]]*)\\]`).exec(attributes)?.[1];
  return list === undefined ? undefined : [...list.matchAll(/"([^"]*)"/g)].map((m) => m[1] ?? "");
}

function closingBrace(code: string, from: number): number {
  let depth = 1;
  for (let at = from; at < code.length; at++) {
    if (code[at] === "{") depth++;
    if (code[at] === "}" && --depth === 0) return at;
  }
  return code.length;
}

function withoutComments(text: string): string {
  // Strings are kept whole: a URL has two slashes.
  return text.replace(/"(?:[^"\\]|\\.)*"|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (match) =>
    match.startsWith('"') ? match : "",
  );
}
