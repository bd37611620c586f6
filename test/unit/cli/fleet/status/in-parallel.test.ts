import { setTimeout as sleep } from "node:timers/promises";
import { inParallel } from "../../../../../cli/fleet/status/in-parallel";

it("does at most so many at a time, and returns results in order", async () => {
  let [now, most] = [0, 0];
  const results = await inParallel([5, 1, 4, 2, 3, 0], 2, async (item) => {
    most = Math.max(most, ++now);
    await sleep(item);
    now--;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30, 0]);
  expect(most).toBe(2);
});

it("does nothing for nothing", async () => {
  expect(await inParallel([], 2, async () => 1)).toEqual([]);
});
