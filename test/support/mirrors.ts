import { type ModuleName, buildModule } from "../../modules";
import { kubernetesPlugins } from "../kit/kubernetes-plugins";

/** Where the plugins of a module come from that not every machine has. */
export async function mirrorsFor(name: ModuleName): Promise<readonly string[]> {
  const { terraform } = buildModule(name).toFiles()["versions.tf.json"] as {
    terraform: { required_providers: object };
  };
  return "helm" in terraform.required_providers ? (await kubernetesPlugins()).mirrors : [];
}
