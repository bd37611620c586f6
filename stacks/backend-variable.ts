/** Environment variable that says where the stacks keep their state: the path of a JSON file, or the JSON itself. */
export const BACKEND_VARIABLE = "APONO_BACKEND";
