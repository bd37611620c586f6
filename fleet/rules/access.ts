import type { Fault } from "../document";
import { PLACEHOLDER } from "../members";
import type { Case } from "./case";

export function checkAccess({ document, member, at }: Case): Fault[] {
  return member.assumeRole !== undefined && member.profile !== undefined
    ? [
        document.fault(
          at,
          `${member.name}: assumeRole and profile are both set. Set only one of the two.`,
        ),
      ]
    : [];
}

export function checkPlaceholders({ document, file, member, at }: Case): Fault[] {
  const texts = JSON.stringify([member.assumeRole, member.profile, member.backend, member.token]);
  return [...new Set([...texts.matchAll(PLACEHOLDER)].map(([, key]) => key!))].map((key) =>
    ["account", "region"].includes(key)
      ? document.fault(
          at,
          `${member.name}: {${key}} is used, but the connector has no ${key}. Set it here or in defaults.`,
        )
      : document.fault(
          file.backend && JSON.stringify(file.backend).includes(`{${key}}`) ? ["backend"] : at,
          `${member.name}: {${key}} is not a placeholder. Use {name}, {NAME}, {account}, {region} or {module}.`,
        ),
  );
}
