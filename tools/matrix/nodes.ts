import { NODE_VERSIONS, type NodeMajor, findNode } from "../../test/kit/node-versions";
import type { Subject } from "./run";

/** The supported majors of Node, as options have them. */
export const NODE_MAJORS = Object.keys(NODE_VERSIONS);

/** A Node of each major: one that is there, else the pinned one, which is installed. */
export const findNodes = (majors: readonly string[]): Promise<Subject[]> =>
  Promise.all(majors.map((major) => nodeOf(Number(major) as NodeMajor)));

async function nodeOf(major: NodeMajor): Promise<Subject> {
  const binary = async () => (await findNode(major)).binary;
  try {
    const { version, binary: origin } = await findNode(major);
    return { id: `node-${version}`, origin, binary };
  } catch (error) {
    const [unusable] = (error as Error).message.split("\n");
    return { id: `node-${major}`, origin: "npm", unusable, binary };
  }
}
