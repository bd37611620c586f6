import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";
import {
  contentDigest,
  packArchive,
  unpackArchive,
} from "../../../../../cli/registry/package/archive";

const FILES = new Map([
  ["main.tf", Buffer.from("# main\n")],
  [`tests/${"long".repeat(40)}.tftest.hcl`, Buffer.from("# ä\n")],
]);

async function tarGz(
  ...entries: (Partial<Header> & { name: string; content?: string })[]
): Promise<Buffer> {
  const tar = pack();
  const bytes = buffer(tar);
  for (const { content, ...header } of entries) tar.entry(header, content ?? "");
  tar.finalize();
  return gzipSync(await bytes);
}

it("an archive gives back what was packed, paths over 100 characters too", async () => {
  expect(await unpackArchive(await packArchive(FILES), "it")).toEqual(FILES);
});

it("the same files give the same bytes, in any order, at any time, on any system", async () => {
  const first = await packArchive(FILES);
  jest.useFakeTimers({ now: new Date("2030-01-01"), doNotFake: ["nextTick", "setImmediate"] });
  const second = await packArchive(new Map([...FILES].reverse()));
  jest.useRealTimers();
  expect(second.equals(first)).toBe(true);
  expect(first.subarray(4, 8)).toEqual(Buffer.alloc(4)); // time
  expect(first[9]).toBe(255); // system
});

it("a digest tells contents and paths apart, not their packing", () => {
  const digest = contentDigest(FILES);
  expect(contentDigest(new Map([...FILES].reverse()))).toBe(digest);
  expect(contentDigest(new Map([...FILES, ["a.tf", Buffer.from("")]]))).not.toBe(digest);
  const ab = contentDigest(new Map([["a", Buffer.from("b")]]));
  expect(contentDigest(new Map([["ab", Buffer.from("")]]))).not.toBe(ab);
});

it("folders and a leading ./ in foreign archives are read over", async () => {
  const archive = await tarGz(
    { name: "./tests/", type: "directory" },
    { name: "./tests/a.tf", content: "a" },
  );
  expect([...(await unpackArchive(archive, "it")).keys()]).toEqual(["tests/a.tf"]);
});

it.each([
  ["leads out", [{ name: "../a.tf" }], "the path ../a.tf leads out of the archive"],
  [
    "leads out in the middle",
    [{ name: "a/../../b.tf" }],
    "the path a/../../b.tf leads out of the archive",
  ],
  ["is absolute", [{ name: "/etc/a.tf" }], "the path /etc/a.tf leads out of the archive"],
  [
    "is a link",
    [{ name: "a.tf", type: "symlink", linkname: "/etc/passwd" }],
    "a.tf is not a regular file",
  ],
  ["is empty", [], "it is empty"],
] as [string, (Partial<Header> & { name: string })[], string][])(
  "an archive that %s is refused",
  async (_case, entries, why) => {
    const archive = await tarGz(...entries);
    await expect(unpackArchive(archive, "x.tar.gz")).rejects.toThrow(
      `x.tar.gz is not a valid module package: ${why}`,
    );
  },
);

it("what is no archive, broken off, or far too large is refused", async () => {
  const whole = await packArchive(FILES);
  const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));
  for (const bad of [Buffer.from("no"), whole.subarray(0, whole.length - 20), bomb]) {
    await expect(unpackArchive(bad, "x")).rejects.toThrow("x is not a valid module package: ");
  }
});
