const { buildCommand } = require("../../tools/build");

/** Builds the command from the current sources, once for a whole run, before tests start it side by side. */
module.exports = () => void buildCommand();
