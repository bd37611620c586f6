#!/usr/bin/env node
// The command in a clone of this repository, for pre-commit (.pre-commit-hooks.yaml) and GitHub (action.yml).
const { dirname } = require("node:path");
const { install } = require("./install");

install(dirname(dirname(__dirname)));
if (process.exitCode === undefined) require("../../cli/apono-connector");
