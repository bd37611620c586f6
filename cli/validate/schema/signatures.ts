import type { Functions, Signature, Type } from "./kept-types";
import kept from "./kept/functions.json";

/** Terraform's functions, from itself. */
const SIGNATURES = kept as unknown as Functions;

/** Every name that there is. */
export const functionNames = (): string[] => Object.keys(SIGNATURES);

/** A function's name without what Terraform lets stand before it. */
export const plainName = (name: string) => name.replace(/^core::/, "");

/** A function's signature; undefined where Terraform has none of that name. */
export const signatureOf = (name: string): Signature | undefined =>
  Object.hasOwn(SIGNATURES, plainName(name)) ? SIGNATURES[plainName(name)] : undefined;

/** The type of an argument; undefined for one too many. */
export const typeAt = ({ takes, rest }: Signature, index: number): Type | undefined =>
  takes[index] ?? rest;

/** Whether an argument may be null. */
export const isNullableAt = ({ takes, nullable = [] }: Signature, index: number): boolean =>
  nullable.includes(Math.min(index, takes.length));

/** What an argument is, in words. */
export const wordsOf = (type: Type): string =>
  typeof type === "string" ? (type === "dynamic" ? "a value" : `a ${type}`) : `a ${type[0]}`;
