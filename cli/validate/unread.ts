import { posix } from "node:path";
import type { Finding } from "./finding";
import type { Range } from "./model/range";
import type { Subject } from "./subject";

/**
 * Files that can't be read whole. What they may hold is not known, so no finding counts that rests on it: Terraform
 * itself says nothing but their syntax.
 */
export class Unread {
  /** The first mistake of each, in order of the files. */
  readonly places: readonly Range[];
  private readonly files: ReadonlySet<string>;
  /** Folders whose module has such a file, or calls a module that has. */
  private readonly modules: ReadonlySet<string>;
  /** Folders with such a file of variables. */
  private readonly values: ReadonlySet<string>;

  constructor({ modules, variableFiles }: Subject) {
    const broken = modules.filter(({ problems }) => problems.length > 0);
    const values = variableFiles.filter(({ problems }) => problems.length > 0);
    this.places = firstOfEach(
      [...broken, ...values].flatMap(({ problems }) => problems.map(({ range }) => range)),
    );
    this.files = new Set(this.places.map(({ file }) => file));
    const folders = new Set(broken.map(({ folder }) => posix.normalize(folder)));
    const callers = modules.filter(({ calls }) =>
      [...calls.values()].some((to) => folders.has(to)),
    );
    this.modules = new Set([...folders, ...callers.map(({ folder }) => posix.normalize(folder))]);
    this.values = new Set(values.map(({ file }) => posix.dirname(file)));
  }

  /** Whether a finding rests on nothing that could not be read. */
  isSure({ range: { file }, needsWhole }: Finding): boolean {
    if (needsWhole === undefined) return true;
    if (this.files.has(file)) return false;
    if (needsWhole === "file") return true;
    const folder = posix.dirname(posix.normalize(file));
    if (this.modules.has(folder) || this.isBesideValues(file)) return false;
    return needsWhole === "module" || !foldersAbove(folder).some((each) => this.modules.has(each));
  }

  /** Files of variables are taken together. */
  private isBesideValues(file: string): boolean {
    return /\.tfvars(\.json)?$/.test(file) && this.values.has(posix.dirname(file));
  }
}

function foldersAbove(folder: string): string[] {
  const above = posix.dirname(folder);
  return above === folder ? [] : [above, ...foldersAbove(above)];
}

function firstOfEach(ranges: readonly Range[]): Range[] {
  const first = new Map<string, Range>();
  for (const range of ranges) {
    const before = first.get(range.file);
    if (before === undefined || isBefore(range, before)) first.set(range.file, range);
  }
  return [...first.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

const isBefore = ({ start: a }: Range, { start: b }: Range): boolean =>
  a.line < b.line || (a.line === b.line && a.column < b.column);
