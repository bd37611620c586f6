import type { Target } from "../target";
import { ECS } from "./ecs";
import { EKS } from "./eks";
import { ORG } from "./org";

/** All targets, in the order of the help text. */
export const TARGETS: readonly Target[] = [ECS, EKS, ORG];
