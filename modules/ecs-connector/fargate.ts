/** Memory in MiB that Fargate offers for each CPU size. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
export const FARGATE_MEMORY: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024, 2048],
  512: steps(1024, 4096, 1024),
  1024: steps(2048, 8192, 1024),
  2048: steps(4096, 16384, 1024),
  4096: steps(8192, 30720, 1024),
  8192: steps(16384, 61440, 4096),
  16384: steps(32768, 122880, 8192),
};

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}

/** The CPU sizes, in CPU units (1024 is one vCPU). */
export const CPU_SIZES = Object.keys(FARGATE_MEMORY).map(Number);

/** Every amount of memory that some CPU size has, in MiB. */
export const MEMORY_SIZES = [...new Set(Object.values(FARGATE_MEMORY).flat())].sort(
  (a, b) => a - b,
);
