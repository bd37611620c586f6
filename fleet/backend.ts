import { dirname, relative, resolve, sep } from "node:path";
import type { Backend } from "./fleet";

/**
 * A backend as Terraform has it in a folder: a local state's relative path starts at the fleet file, and Terraform's at
 * the folder where it runs. So no rendered or synthesized file has a path of this machine.
 */
export const backendIn = (folder: string, backend: Backend, file: string): Backend =>
  withPath(backend, (path) =>
    path.startsWith("/")
      ? path
      : relative(folder, resolve(dirname(file), path))
          .split(sep)
          .join("/"),
  );

/** A backend as seen from any folder. */
export const backendAnywhere = (backend: Backend, file: string): Backend =>
  withPath(backend, (path) => resolve(dirname(file), path));

/** Places the path of a local state. */
function withPath([type, settings]: Backend, place: (path: string) => string): Backend {
  const { path } = settings;
  return type === "local" && typeof path === "string"
    ? [type, { ...settings, path: place(path) }]
    : [type, settings];
}
