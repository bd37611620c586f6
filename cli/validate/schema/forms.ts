/** What a block of Terraform's own may have in it. */
export interface Form {
  /** How many labels it has, and how many of those are types, for which any text will do. */
  readonly labels?: number;
  readonly names?: number;
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
  readonly blocks?: Readonly<Record<string, Nested>>;
  /** Whether anything else may stand in it: what a provider or a module says. */
  readonly isOpen?: boolean;
  /** Whether no block may stand in it. */
  readonly isOnlyArguments?: boolean;
}

interface Nested extends Form {
  readonly least?: number;
  readonly most?: number;
}

const CONDITION: Nested = { required: ["condition", "error_message"] };

const CONDITIONS = { precondition: CONDITION, postcondition: CONDITION };

const OPEN: Nested = { isOpen: true };

/** https://developer.hashicorp.com/terraform/language: one page for each. */
export const FORMS: Readonly<Record<string, Form>> = {
  terraform: {
    optional: ["required_version", "experiments", "language"],
    blocks: {
      backend: OPEN,
      cloud: OPEN,
      required_providers: { isOpen: true, isOnlyArguments: true },
      provider_meta: OPEN,
    },
  },
  variable: {
    labels: 1,
    optional: [
      "type",
      "default",
      "description",
      "sensitive",
      "nullable",
      "ephemeral",
      "deprecated",
    ],
    blocks: { validation: CONDITION },
  },
  output: {
    labels: 1,
    required: ["value"],
    optional: ["description", "sensitive", "ephemeral", "depends_on", "deprecated"],
    blocks: { precondition: CONDITION },
  },
  locals: { isOpen: true, isOnlyArguments: true },
  resource: {
    labels: 2,
    isOpen: true,
    blocks: {
      lifecycle: {
        most: 1,
        optional: [
          "create_before_destroy",
          "prevent_destroy",
          "ignore_changes",
          "replace_triggered_by",
          "action_trigger",
        ],
        blocks: { ...CONDITIONS, action_trigger: OPEN },
      },
    },
  },
  data: { labels: 2, isOpen: true, blocks: { lifecycle: { most: 1, blocks: CONDITIONS } } },
  ephemeral: { labels: 2, isOpen: true, blocks: { lifecycle: { most: 1, blocks: CONDITIONS } } },
  action: { labels: 2, isOpen: true },
  list: { labels: 2, isOpen: true },
  module: { labels: 1, isOpen: true },
  provider: { labels: 1, isOpen: true },
  check: {
    labels: 1,
    blocks: { data: OPEN, assert: { least: 1, ...CONDITION } },
  },
  moved: { required: ["from", "to"] },
  removed: {
    required: ["from"],
    blocks: { lifecycle: { most: 1, optional: ["destroy"] }, connection: OPEN, provisioner: OPEN },
  },
  import: { required: ["to"], optional: ["id", "identity", "provider", "for_each"] },
};
