import type { IResolvable } from "cdktf";
import type { Expression } from "../hcl";

export type { StringMap } from "../hcl";

/** A value of a prop: plain, or a reference or expression of cdktf's. An expression of another kind is an error. */
export type Value<T> = T | Expression<T> | (IResolvable & { readonly kind?: never });
