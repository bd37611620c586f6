import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MODULE_NAMES } from "../../modules/module-names";
import { typesOf } from "./used-arguments";

/**
 * Writes down what version 6 of the AWS provider deprecates of the types that the modules use. cdktf's bindings don't
 * tell; another tool's, which are made from the same provider, carry it in the comment of each property. Run it when a
 * module uses a new type, or to look at a newer release: `npx tsx tools/data/provider-deprecations.ts`.
 */
const PACKAGE = "@pulumi/aws@7.48.0";

/** Where that package has a type, where its name does not tell. */
const NAMED_OTHERWISE: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: "cloudwatch/logGroup",
  aws_iam_openid_connect_provider: "iam/openIdConnectProvider",
  aws_security_group: "ec2/securityGroup",
  aws_vpc_endpoint: "ec2/vpcEndpoint",
  "data.aws_caller_identity": "getCallerIdentity",
  "data.aws_iam_openid_connect_provider": "iam/getOpenIdConnectProvider",
  "data.aws_partition": "getPartition",
  "data.aws_region": "getRegion",
  "data.aws_route_table": "ec2/getRouteTable",
  "data.aws_route_tables": "ec2/getRouteTables",
  "data.aws_security_groups": "ec2/getSecurityGroups",
  "data.aws_subnet": "ec2/getSubnet",
  "data.aws_subnets": "ec2/getSubnets",
  "data.aws_vpc": "ec2/getVpc",
  "data.aws_vpc_endpoint_service": "ec2/getVpcEndpointService",
};

/** A property whose comment says that it is deprecated. */
const DEPRECATED =
  /\/\*\*(?:(?!\*\/)[^])*@deprecated(?:(?!\*\/)[^])*\*\/\s*(?:readonly )?(\w+)\??:/g;

/** The file of a type: `aws_ecs_service` is ecs/service, `data.aws_ecs_clusters` is ecs/getClusters. */
function fileOf(type: string): string {
  const [, service = "", ...words] = type.replace(/^data\./, "").split("_");
  const name = words.map((word, index) => (index === 0 ? word : capital(word))).join("");
  return `${NAMED_OTHERWISE[type] ?? `${service}/${type.startsWith("data.") ? `get${capital(name)}` : name}`}.d.ts`;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const snake = (camel: string) => camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function deprecatedIn(folder: string, type: string): string[] {
  const file = fileOf(type);
  const own = readFileSync(join(folder, file), "utf8");
  const names = [...own.matchAll(DEPRECATED), ...nested(folder, file)].map(([, name]) => name!);
  return [...new Set(names.map(snake))].sort();
}

/** Of the blocks of a type, which are interfaces of its service that begin with its name. */
function nested(folder: string, file: string): RegExpMatchArray[] {
  const [service = "", name = ""] = file.replace(".d.ts", "").split("/");
  if (name === "") return [];
  return ["input", "output"].flatMap((side) => {
    const text = readFileSync(join(folder, "types", `${side}.d.ts`), "utf8");
    const [, body = ""] =
      new RegExp(`^export declare namespace ${service} \\{\\n([^]*?)^\\}`, "m").exec(text) ?? [];
    const own = new RegExp(`interface ${capital(name)}[A-Z]\\w* \\{\\n([^]*?)^ {4}\\}`, "gm");
    return [...body.matchAll(own)].flatMap(([, block = ""]) => [...block.matchAll(DEPRECATED)]);
  });
}

const folder = mkdtempSync(join(tmpdir(), "deprecations-"));
try {
  execFileSync("npm", ["pack", "--silent", PACKAGE], { cwd: folder, stdio: "ignore" });
  execFileSync("sh", ["-c", "tar xzf *.tgz"], { cwd: folder });
  const types = [...new Set(MODULE_NAMES.flatMap((module) => typesOf(module, "aws")))].sort();
  const found = types.map((type) => [type, deprecatedIn(join(folder, "package"), type)]);
  const content = { from: PACKAGE, deprecated: Object.fromEntries(found) as object };
  const file = join("test", "fixtures", "provider-attributes", "aws-6-deprecated.json");
  writeFileSync(join(__dirname, "..", "..", file), `${JSON.stringify(content, null, 2)}\n`);
  console.log(`wrote ${file}: ${types.length} types of ${PACKAGE}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
