import type { Fault, SourceDocument } from "../document";
import { type FleetFile, PLACEHOLDER } from "../members";

/** `<host>/<namespace>/<name>/<provider>`. https://developer.hashicorp.com/terraform/language/modules/sources#terraform-registry */
const REGISTRY_ADDRESS = /^([\w.-]+\.[\w.-]+(:\d+)?\/)?[\w-]+\/[\w{}-]+\/[\w-]+$/;

export function checkModules(document: SourceDocument, { modules }: FleetFile): Fault[] {
  if (modules === undefined) return [];
  const { source, version } = modules;
  const at = (message: string) => [document.fault(["modules", "source"], message)];
  const unknown = [...source.matchAll(PLACEHOLDER)]
    .map(([, name]) => name!)
    .filter((name) => !["module", "version"].includes(name));
  if (unknown.length > 0)
    return at(
      `modules.source: {${unknown[0]}} is not a placeholder here. Use {module} and {version}.`,
    );
  if (!source.includes("{module}"))
    return at(
      `modules.source: put {module} where the module's name is, such as app.terraform.io/acme/apono-{module}/aws.`,
    );
  const isRegistry = REGISTRY_ADDRESS.test(source);
  const hasPlace = source.includes("{version}");
  if (isRegistry && hasPlace)
    return at("modules.source: a registry is told the version apart. Remove {version}.");
  if (version === undefined && (isRegistry || hasPlace))
    return [document.fault(["modules"], 'modules: "version" is missing. Add it, such as 1.0.0.')];
  if (version !== undefined && !isRegistry && !hasPlace)
    return at(
      "modules.source: only a registry takes a version apart. Put {version} into the source, such as ?ref=v{version}, or remove version.",
    );
  return [];
}
