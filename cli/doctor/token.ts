import { checkInputs } from "../../lib/inputs/check";
import { checkTogether } from "../../lib/inputs/cross-rules";
import { ONE_TOKEN } from "../../modules/cross-inputs";
import { ecsConnectorInputs } from "../../modules/ecs-connector";
import { isConnector } from "../../modules/module-names";
import { type Result, ok, problem, skipped, warning } from "./results";
import type { Given } from "./given";
import type { Request } from "./request";

const ENTER = "read -rs TF_VAR_APONO_TOKEN && export TF_VAR_APONO_TOKEN";

/** Minimum length, in characters: anything shorter is only part of a token, or something else. */
const SHORTEST = 16;

/** Placeholders for a token in instructions. */
const PLACEHOLDER =
  /^(<.*>|\$\{?\w+\}?|…+|\.{3,}|x{3,}|\*+|change-?me|todo|(your[-_ ]?)?(apono[-_ ]?)?token)$/i;

/** Checks that the token is set and looks like one. Never shows it or its length. */
export function checkToken(request: Request): Result[] {
  const { given, modules } = request;
  if (modules.length > 0 && !modules.some(isConnector))
    return [skipped("token.present", `${modules.join(" and ")} needs no token.`)];
  const secretArn = given.get("aponoTokenSecretArn")?.text;
  const token = given.get("APONO_TOKEN") ?? given.get("aponoToken");
  if (token === undefined && secretArn !== undefined)
    return [ok("token.present", "The token comes from the secret that aponoTokenSecretArn names.")];
  if (token === undefined)
    return [problem("token.present", "TF_VAR_APONO_TOKEN is not set.", { fix: ENTER })];
  return [...bothGiven(token, secretArn), ...sourceOf(token), ...shapeOf(token.text, token.source)];
}

function bothGiven({ text, source }: Given, secretArn: string | undefined): Result[] {
  const given = new Map([["aponoToken", text]]);
  if (secretArn !== undefined) given.set("aponoTokenSecretArn", secretArn);
  const found = checkTogether(ONE_TOKEN, given);
  if (found === undefined) return [];
  const message = found.message.replace("aponoToken", () => source);
  return [problem("token.source", message, { fix: found.fix })];
}

function sourceOf({ source, file }: Given): Result[] {
  if (file !== undefined)
    return [
      warning("token.source", `The token is in the file ${file}, in plain text.`, {
        fix: `Remove it from ${file}, and export it: ${ENTER}`,
      }),
    ];
  if (source.startsWith("--var"))
    return [
      warning("token.source", "A token on the command line stays in the shell's history.", {
        fix: ENTER,
      }),
    ];
  return source === "TF_VAR_aponoToken"
    ? [
        warning(
          "token.source",
          "The stacks of this project read TF_VAR_APONO_TOKEN, not TF_VAR_aponoToken.",
          { fix: 'export TF_VAR_APONO_TOKEN="$TF_VAR_aponoToken"' },
        ),
      ]
    : [];
}

function shapeOf(token: string, source: string): Result[] {
  const { aponoToken } = ecsConnectorInputs;
  const broken = checkInputs({ aponoToken }, { aponoToken: token }).map(({ message }) =>
    problem(
      "token.form",
      message.replace("aponoToken", () => source),
      { fix: ENTER },
    ),
  );
  if (broken.length > 0) return broken;
  if (PLACEHOLDER.test(token))
    return [
      problem("token.form", `${source} contains a placeholder, not a token.`, {
        fix: ENTER,
      }),
    ];
  if (/^(["'`]).*\1$/.test(token) || /^(Bearer|Token)\s/i.test(token))
    return [
      warning("token.form", `The token in ${source} is in quotes, or has a word before it.`, {
        fix: "Copy only the token.",
      }),
    ];
  if (/\s/.test(token))
    return [
      warning("token.form", `The token in ${source} contains white space.`, {
        fix: "Copy it again, without spaces or line breaks.",
      }),
    ];
  if (token.length < SHORTEST)
    return [
      warning("token.form", `The token in ${source} is only a few characters long.`, {
        fix: "Copy the whole token.",
      }),
    ];
  return [ok("token.form", `${source} is set and looks like a token.`)];
}
