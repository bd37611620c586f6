import type { Path, SourceDocument } from "../document";
import type { Member } from "../fleet";
import type { FleetFile } from "../members";

/** One connector of a fleet, as the rules look at it. */
export interface Case {
  readonly document: SourceDocument;
  readonly file: FleetFile;
  /** All of the fleet, in the file's order. */
  readonly members: readonly Member[];
  readonly member: Member;
  readonly index: number;
  /** Where the connector is in the file. */
  readonly at: Path;
}
