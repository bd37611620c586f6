import type { Module } from "../../terraform/configuration";
import { blocksOf } from "../../terraform/configuration";
import type { Plan } from "../plan/plan";
import type { Range } from "../../terraform/range";
import { addressOf } from "../../terraform/block-address";
import { callsIn, callsConnector, reachableModules } from "../module-calls/module-calls";
import { connectorRoles } from "../policies";
import type { Workspace } from "../workspace";
import { IMAGE_PATTERN } from "../../../modules/apono";
import { type Container, containersIn } from "./containers";
import { CHART, type Release, releaseIn } from "./releases";

/** A connector, or a part of one. */
export interface Connector {
  /** `module.apono` */
  readonly address: string;
  /** The evidence: `image registry.apono.io/apono-connector:v1.7.8`. */
  readonly by: string;
  readonly range: Range;
}

/** All parts of connectors in a workspace. */
export interface ConnectorParts {
  readonly connectors: readonly Connector[];
  readonly containers: readonly Container[];
  readonly releases: readonly Release[];
  /** The modules that hold a part of a connector, or call its module. */
  readonly modules: ReadonlySet<Module>;
}

const found = new WeakMap<Workspace, ConnectorParts>();

/** The connectors of a workspace; the result is cached. */
export function connectorsIn(workspace: Workspace): ConnectorParts {
  const known = found.get(workspace) ?? findConnectors(workspace);
  found.set(workspace, known);
  return known;
}

function findConnectors(workspace: Workspace): ConnectorParts {
  const modules = new Set<Module>();
  const connectors: Connector[] = [];
  const add = (connector: Connector, module: Module) => {
    connectors.push(connector);
    modules.add(module);
  };
  const containers: Container[] = [];
  const releases: Release[] = [];
  for (const module of workspace.modules.filter(mayHaveConnector)) {
    for (const { published, block } of callsIn(module).filter(callsConnector))
      add(
        { address: addressOf(block), by: published ?? "Apono's public module", range: block.range },
        module,
      );
    for (const block of [...blocksOf(module, "resource"), ...blocksOf(module, "module")]) {
      for (const container of containersIn(module, block)) {
        containers.push(container);
        add({ address: addressOf(block), by: container.evidence, range: block.range }, module);
      }
      const release = releaseIn(module, block);
      if (release === undefined) continue;
      releases.push(release);
      add({ address: addressOf(block), by: `chart ${release.chart}`, range: block.range }, module);
    }
  }
  for (const { address, evidence = "", range } of connectorRoles(workspace)) {
    const module = workspace.modules.find(({ files }) => files.includes(range.file));
    if (module !== undefined) add({ address, by: evidence, range }, module);
  }
  connectors.push(...workspace.plans.flatMap(plannedConnectors));
  return { connectors, containers, releases, modules };
}

/** The containers and releases of connectors in a plan; if it has none, each module that mentions Apono. */
function plannedConnectors({ changes }: Plan): Connector[] {
  const modules = new Map<string, Connector>();
  const running = changes.flatMap(({ address, type, range, before, after }): Connector[] => {
    const text = JSON.stringify([before, after]).replaceAll("\\", "");
    if (type === "helm_release" && CHART.test(text))
      return [{ address, by: "chart apono-connector", range }];
    const image = [...text.matchAll(/"image":"([^"]*)"/g)].find(([, each]) =>
      IMAGE_PATTERN.test(each!),
    );
    if (image !== undefined) return [{ address, by: `image ${image[1]}`, range }];
    const module = /^(module\.[^.]+\.)*/.exec(address)![0].slice(0, -1);
    if (/apono/i.test(text) && !modules.has(module))
      modules.set(module, { address: module === "" ? address : module, by: "plan", range });
    return [];
  });
  return running.length > 0 ? running : [...modules.values()];
}

/** Every part of a connector has Apono's name in it. */
const mayHaveConnector = ({ mentionsApono }: Module): boolean => mentionsApono;

/** Whether a module holds a connector, or calls a module that does, directly or not. */
export const leadsToConnector = (module: Module, workspace: Workspace): boolean => {
  const { modules } = connectorsIn(workspace);
  return [...reachableModules(module, workspace.modules)].some((each) => modules.has(each));
};
