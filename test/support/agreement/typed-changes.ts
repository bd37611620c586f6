import aws from "../../../cli/validate/schema/kept/aws.json";
import helm from "../../../cli/validate/schema/kept/helm.json";
import kubernetes from "../../../cli/validate/schema/kept/kubernetes.json";
import terraform from "../../../cli/validate/schema/kept/terraform.json";
import type {
  BlockSchema,
  KeptProvider,
  SchemaKind,
} from "../../../cli/validate/schema/kept-types";
import { META, bodyChanges } from "./body-changes";
import { type Change, type JsonObject, at, misspelt } from "./change";

const PROVIDERS = [aws, helm, kubernetes, terraform] as unknown as readonly KeptProvider[];

const schemaOf = (kind: string, type: string): BlockSchema | undefined =>
  PROVIDERS.map((provider) => provider[kind as SchemaKind][type]).find(
    (found) => found !== undefined,
  );

/** Changes of resources, data sources and ephemeral resources. */
export function typedChanges(file: string, content: JsonObject): Change[] {
  return ["resource", "data", "ephemeral"].flatMap((kind) =>
    Object.entries((content[kind] ?? {}) as { [type: string]: JsonObject }).flatMap(
      ([type, byName]) =>
        Object.keys(byName).flatMap((name) => {
          const path = [kind, type, name];
          const change = (
            what: string,
            where: string,
            make: (body: JsonObject, content: JsonObject) => void,
          ): Change => ({
            kind: what,
            what: `${kind === "resource" ? "" : `${kind}.`}${type}.${name}${where === "" ? "" : `.${where}`}`,
            file,
            make: (whole) => make(at(whole, path) as JsonObject, whole),
          });
          const schema = schemaOf(kind, type);
          return [
            change("misspell type", "", (_, whole) => {
              const types = whole[kind] as { [type: string]: JsonObject };
              types[misspelt(type)] = { [name]: types[type]![name]! };
              delete types[type]![name];
            }),
            change("rename block", "", (body, whole) => {
              const names = at(whole, [kind, type]) as JsonObject;
              delete names[name];
              names[`${name}_other`] = body;
            }),
            change(
              "remove block",
              "",
              (_, whole) => delete (at(whole, [kind, type]) as JsonObject)[name],
            ),
            change("unknown argument", "", (body) => (body.nosuch = "abc")),
            change("unknown block", "", (body) => (body.nosuch = { abc: "abc" })),
            change("count and for_each", "", (body) =>
              Object.assign(body, { count: 1, for_each: '${toset(["a"])}' }),
            ),
            ...["abc", -1, 2, null, [], "${var.nosuch}", "${[1]}", 1.5].map((value) =>
              change("count", JSON.stringify(value), (body) => (body.count = value)),
            ),
            ...["abc", 2, null, ["a"], { a: "b" }, '${["a"]}', '${toset(["a"])}', "${{a = 1}}"].map(
              (value) =>
                change("for_each", JSON.stringify(value), (body) => (body.for_each = value)),
            ),
            change("each without for_each", "", (body) => {
              if (body.for_each === undefined) body.nosuch_each = "${each.key}";
              const key = Object.keys(body).find(
                (each) => typeof body[each] === "string" && !META.includes(each),
              );
              delete body.nosuch_each;
              if (key !== undefined) body[key] = "${each.key}";
            }),
            ...[
              ["nosuch.abc"],
              ["data.aws_region.nosuch"],
              ["abc"],
              [7],
              "aws_iam_role.connector",
              ["var.nosuch"],
              ["module.nosuch"],
              ["data.aws_region.current"],
              ["data.aws_region.current.id"],
            ].map((value) =>
              change("depends_on", JSON.stringify(value), (body) => (body.depends_on = value)),
            ),
            ...[
              { nosuch: true },
              { create_before_destroy: "abc" },
              { create_before_destroy: true },
              { prevent_destroy: "true" },
              { ignore_changes: ["nosuch"] },
              { ignore_changes: ["tags"] },
              { ignore_changes: "all" },
              { ignore_changes: 7 },
              { replace_triggered_by: ["nosuch.abc"] },
              { precondition: { condition: true } },
              { precondition: { condition: true, error_message: "No." } },
              { postcondition: { condition: "${self.nosuch}", error_message: "No." } },
              { precondition: { condition: "${self.id}", error_message: "No." } },
            ].map((value) =>
              change(
                "lifecycle",
                JSON.stringify(value),
                (body) => (body.lifecycle = value as unknown as JsonObject),
              ),
            ),
            ...["aws", "aws.nosuch", 7].map((value) =>
              change("provider", JSON.stringify(value), (body) => (body.provider = value)),
            ),
            ...(schema === undefined
              ? []
              : bodyChanges(schema, at(content, path) as JsonObject, [], change)),
          ];
        }),
    ),
  );
}
