import type { Fault } from "../../../fleet/document";
import { showFault } from "../../../fleet/read";
import { MODULE_NAMES } from "../../../modules/module-names";
import { cannotRun, failure } from "../../terminal/errors";
import { plural } from "../../terminal/plural";
import { didYouMean } from "../../../lib/suggestions";

export const notAState = (where: string, why: string) =>
  cannotRun(
    `${where} is not a state that can be read: ${why}. Give the output of \`terraform state pull\` or \`terraform show -json\`.`,
  );

export const nothingInState = (where: string) =>
  failure(
    `${where} has no connector and no delegation, of this project's modules or of the public module. Give the state of the configuration that deploys it. An org-delegation is not read: give its inputs with --module org-delegation and --set.`,
  );

/** @param addresses of modules, such as `module.apono`; empty for the root */
export const severalInState = (where: string, addresses: readonly string[]) =>
  failure(
    `${where} has several: ${addresses.map(named).join(", ")}. Choose one with --address, and add each under a name of its own.`,
  );

export const notAtAddress = (where: string, address: string, addresses: readonly string[]) =>
  failure(
    `${where} has nothing of Apono at ${named(address)}. ${didYouMean(address, addresses)}It has: ${addresses.map(named).join(", ")}.`,
  );

const named = (address: string) => (address === "" ? "the root (--address root)" : address);

export const noModule = () =>
  cannotRun(
    "Nothing says what to add. Give a state with --state or --stack, or the module of a new entry with --module.",
  );

export const unknownModule = (module: string) =>
  cannotRun(
    `--module ${module}: there is no such module. ${didYouMean(module, MODULE_NAMES)}Modules: ${MODULE_NAMES.join(", ")}.`,
  );

export const stateAndModule = (module: string, told: string) =>
  cannotRun(
    `--module ${module}: the state has ${told}. Leave --module out, or give another state.`,
  );

export const twoStates = () =>
  cannotRun("--state and --stack are both given. Give one of the two.");

/** @param place a file, or the name of a backend */
export const noStateOfStack = (stack: string, place: string) =>
  cannotRun(
    `The stack ${stack} has no state in ${place}. Correct the name, or give its state with --state.`,
  );

export const stateElsewhere = (stack: string, backend: string) =>
  cannotRun(
    `The state of the stack ${stack} is in the backend ${backend}. Pull it: terraform -chdir=cdktf.out/stacks/${stack} state pull > ${stack}.tfstate. Then give it with --state ${stack}.tfstate.`,
  );

/** @param path of the input; its value is not shown, as it may be a secret */
export const badSet = (path: string, why: string) =>
  cannotRun(`--set${path === "" ? "" : ` ${path}`}: ${why}`);

export const unknownInput = (path: string, module: string, known: readonly string[]) =>
  badSet(
    path,
    `${module} has no such input in a fleet file. ${didYouMean(path, known)}Its inputs: ${known.join(", ")}.`,
  );

/** @param faults in the file as it is */
export const faultyFleet = (file: string, faults: readonly Fault[]) =>
  failure(
    [
      ...faults.map((fault) => showFault(file, fault)),
      `${plural(faults.length, "mistake")} in ${file}. Correct them first; nothing was written.`,
    ].join("\n"),
  );

/** @param faults of the file as it would be @param entry its text */
export const faultyResult = (file: string, faults: readonly Fault[], entry: string) =>
  failure(
    [
      ...faults.map(({ message }) => message),
      `Nothing was written: ${file} would not be accepted with this entry:`,
      entry,
      "Give what is missing with --set <input>=<value> or the other options, or correct the file.",
    ].join("\n"),
  );

export const taken = (file: string, fault: Fault) =>
  failure(`${showFault(file, fault)} Nothing was written.`);

export const notEditable = (file: string, entry: string) =>
  failure(
    `${file} is written in a way that this command can't add to. Nothing was written. Add it to connectors yourself:\n${entry}`,
  );
