# What the connector's role is granted: the same sets as on ECS.

mock_provider "aws" {
  source = "./tests/aws"
}

mock_provider "helm" {}

mock_provider "kubernetes" {}

variables {
  aponoToken  = "token"
  clusterName = "main"
  roleName    = "apono-own"
}

run "with_permissions" {
  command = plan
  assert {
    condition     = length(output.permission_sets) == 20
    error_message = jsonencode(output.permission_sets)
  }
  assert {
    condition     = length(aws_iam_role_policy.permissions) == 17 && length(aws_iam_role_policy_attachment.permissions) == 3
    error_message = jsonencode(keys(aws_iam_role_policy.permissions))
  }
}

run "without_permissions" {
  command = plan
  variables {
    withPermissions = false
  }
  assert {
    condition = toset(keys(aws_iam_role_policy.permissions)) == toset([
      "remote-management", "tagged-secrets", "tagged-kms-keys", "tagged-lambda-functions", "cloudtrail-logs",
    ])
    error_message = jsonencode(keys(aws_iam_role_policy.permissions))
  }
  assert {
    condition     = length(aws_iam_role_policy_attachment.permissions) == 0
    error_message = jsonencode(keys(aws_iam_role_policy_attachment.permissions))
  }
  assert {
    condition     = !yamldecode(helm_release.connector.values[0]).serviceAccount.manageClusterRoles
    error_message = "the chart's cluster roles stay on"
  }
}

run "chosen_sets" {
  command = plan
  variables {
    permissionSets         = ["security-audit", "rds-read"]
    extraManagedPolicyArns = ["arn:aws:iam::012345678901:policy/own"]
  }
  assert {
    condition     = toset(output.permission_sets) == toset(["rds-read", "security-audit"])
    error_message = jsonencode(output.permission_sets)
  }
  assert {
    condition     = length(aws_iam_role_policy_attachment.further) == 1
    error_message = "the extra policy is not attached"
  }
}

run "sets_without_permissions" {
  command = plan
  variables {
    withPermissions = false
    permissionSets  = ["rds-read"]
  }
  expect_failures = [aws_iam_role.connector]
}

run "guardrails" {
  command = plan
  assert {
    condition     = contains(jsondecode(aws_iam_role_policy.guardrails[0].policy).Statement[0].Resource, "arn:aws:iam::012345678901:role/apono-own")
    error_message = aws_iam_role_policy.guardrails[0].policy
  }
}
