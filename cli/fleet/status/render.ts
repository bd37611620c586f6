import type { Io } from "../../terminal/io";
import type { FleetStatus } from "./fleet-status";
import { pageOf } from "./html/page";
import { toJson, toText } from "./report";

/** The status of a fleet in a format. */
export function renderStatus(
  status: FleetStatus,
  format: "text" | "json" | "html",
  io: Pick<Io, "env" | "width">,
): string {
  switch (format) {
    case "text":
      return toText(status, io);
    case "json":
      return JSON.stringify(toJson(status), null, 2);
    case "html":
      return pageOf(status);
  }
}
