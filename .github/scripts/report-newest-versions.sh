#!/usr/bin/env bash
# Keeps one issue about tests that fail with the newest versions: opens it, adds to it, and closes it once they pass.
# Takes GITHUB_RUN_ID, RUN_URL, and gh's GH_TOKEN and GH_REPO.
set -euo pipefail

title="The tests fail with the newest Terraform, OpenTofu or providers"

# "- Newest OpenTofu and providers: Run npm run test:terraform", a line for each failed step.
failed=$(gh run view "$GITHUB_RUN_ID" --json jobs --jq '
  .jobs[] | select(.conclusion == "failure" or .conclusion == "timed_out" or .conclusion == "cancelled") |
  .name as $job |
  [.steps[] | select(.conclusion == "failure" or .conclusion == "cancelled").name] as $steps |
  "- \($job): \(if $steps == [] then "no step, the job ended" else $steps | join(", ") end)"')
issue=$(gh issue list --state open --search "in:title \"$title\"" --json number,title \
  --jq "[.[] | select(.title == \"$title\")][0].number // empty")

if [ -z "$failed" ]; then
  if [ -n "$issue" ]; then
    gh issue close "$issue" --comment "All tests pass again: $RUN_URL"
  fi
  exit 0
fi

body="$failed

The versions and the output are in the log: $RUN_URL"
if [ -n "$issue" ]; then
  gh issue comment "$issue" --body "$body"
else
  gh issue create --title "$title" --body "$body"
fi
