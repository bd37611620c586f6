import type { Target } from "../target";
import { ECS } from "./ecs";
import { EKS } from "./eks";
import { ORG } from "./org";

/** Everything that can be proven. */
export const TARGETS: readonly Target[] = [ECS, EKS, ORG];
