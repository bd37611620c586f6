import { hasProvider } from "./provider-plugins";
import { installStandIns } from "./schema-only-provider/install";

/** The Terraform plugin of Apono's provider. */
export interface AponoPlugin {
  readonly kind: "real" | "stand-in";
  /** For `extraMirrors`; none for the real one, which is found anyway. */
  readonly mirrors: readonly string[];
}

/**
 * Finds Apono's plugin: the real one where it is to be had, else the schema stand-in, which asks the API, too.
 *
 * @throws Error with what to do where the stand-in is needed and can't be built
 */
export async function aponoPlugin(): Promise<AponoPlugin> {
  return (await hasProvider("apono-io/apono"))
    ? { kind: "real", mirrors: [] }
    : { kind: "stand-in", mirrors: [await installStandIns(["apono"])] };
}
