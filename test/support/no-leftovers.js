// cdktf's Testing makes a folder for each app, and leaves it: they are removed after each test file.
const fs = require("node:fs");
const { afterAll } = require("@jest/globals");

const { mkdtempSync } = fs;
const made = [];

fs.mkdtempSync = (prefix, ...options) => {
  const folder = mkdtempSync(prefix, ...options);
  if (/cdktf\.outdir\.[^/]+$/.test(folder)) made.push(folder);
  return folder;
};

afterAll(() => {
  fs.mkdtempSync = mkdtempSync;
  for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
});
