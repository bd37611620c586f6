// Jest tells its workers to colour where it runs on a terminal itself; the tests read text.
delete process.env.FORCE_COLOR;
process.env.NO_COLOR = "1";
