export { writeModule } from "../cli/build/write-module";
