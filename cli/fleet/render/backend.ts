import { join } from "node:path";
import { backendIn } from "../../../fleet/backend";
import type { Backend, Member } from "../../../fleet/fleet";
import { type Attributes, type Block, block } from "../../../lib/hcl/write";
import { type Rendering, rootFolder } from "./rendering";

/** Settings of backends that are blocks. https://developer.hashicorp.com/terraform/language/backend */
const BLOCKS = ["workspaces", "exec"];

/** Where a root keeps its state. */
export function backendBlock(member: Member, rendering: Rendering): Block {
  const [type, settings] = placed(member.backend!, member, rendering);
  const entries = Object.entries(settings);
  const isBlock = ([name]: readonly [string, unknown]) => BLOCKS.includes(name);
  return block(
    type === "cloud" ? "cloud" : ["backend", type],
    Object.fromEntries(entries.filter((entry) => !isBlock(entry))) as Attributes,
    ...entries.filter(isBlock).map(([name, value]) => block(name, value as Attributes)),
  );
}

/** Another member's state, as `data.terraform_remote_state.connector`. */
export function remoteState(other: Member, reader: Member, rendering: Rendering): Block {
  const [type, config] = placed(other.backend!, reader, rendering);
  return block(["data", "terraform_remote_state", "connector"], {
    backend: type === "cloud" ? "remote" : type,
    config: config as Attributes,
  });
}

const placed = (backend: Backend, root: Member, { file, output }: Rendering): Backend =>
  backendIn(join(output, rootFolder(root)), backend, file);
