# What the connector's role is granted.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  aponoToken = "token"
  subnetIds  = ["subnet-aaaaaaaa"]
  roleName   = "apono-own"
}

run "with_permissions" {
  command = plan
  assert {
    condition = toset(keys(aws_iam_role_policy.permissions)) == toset([
      "remote-management", "tagged-secrets", "tagged-kms-keys", "tagged-lambda-functions", "cloudtrail-logs",
      "connector-logs", "ec2-read", "ecr-read", "eks-read", "eks-write", "iam-access", "rds-connect", "rds-read",
      "resource-tags-read", "s3-read", "ssm-parameters-read", "identity-center",
    ])
    error_message = jsonencode(keys(aws_iam_role_policy.permissions))
  }
  assert {
    condition = { for name, attachment in aws_iam_role_policy_attachment.permissions : name => attachment.policy_arn } == {
      cloudformation-read    = "arn:aws:iam::aws:policy/AWSCloudFormationReadOnlyAccess"
      resource-explorer-read = "arn:aws:iam::aws:policy/AWSResourceExplorerReadOnlyAccess"
      security-audit         = "arn:aws:iam::aws:policy/SecurityAudit"
    }
    error_message = jsonencode(aws_iam_role_policy_attachment.permissions)
  }
  assert {
    condition     = length(output.permission_sets) == 20
    error_message = jsonencode(output.permission_sets)
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
}

run "chosen_sets" {
  command = plan
  variables {
    permissionSets = ["security-audit", "rds-read"]
  }
  assert {
    condition     = keys(aws_iam_role_policy.permissions) == ["rds-read"]
    error_message = jsonencode(keys(aws_iam_role_policy.permissions))
  }
  assert {
    condition     = keys(aws_iam_role_policy_attachment.permissions) == ["security-audit"]
    error_message = jsonencode(keys(aws_iam_role_policy_attachment.permissions))
  }
  assert {
    condition     = toset(output.permission_sets) == toset(["rds-read", "security-audit"])
    error_message = jsonencode(output.permission_sets)
  }
}

run "no_sets" {
  command = plan
  variables {
    permissionSets = []
  }
  assert {
    condition     = length(aws_iam_role_policy.permissions) + length(aws_iam_role_policy_attachment.permissions) == 0
    error_message = jsonencode(output.permission_sets)
  }
}

run "guardrails" {
  command = plan
  variables {
    nameSuffix      = "Ab_1"
    withPermissions = false
  }
  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.guardrails[0].policy).Statement : statement.Sid] == ["DenyChangingOwnRoles"]
    error_message = aws_iam_role_policy.guardrails[0].policy
  }
  assert {
    condition = slice(jsondecode(aws_iam_role_policy.guardrails[0].policy).Statement[0].Resource, 0, 2) == [
      "arn:aws:iam::123456789012:role/apono-own",
      "arn:aws:iam::123456789012:role/apono-connector-execution-role-Ab_1",
    ]
    error_message = aws_iam_role_policy.guardrails[0].policy
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.guardrails[0].policy).Statement[0].Effect == "Deny"
    error_message = aws_iam_role_policy.guardrails[0].policy
  }
}

run "partition" {
  command = plan
  override_data {
    target = data.aws_partition.current
    values = { partition = "aws-us-gov" }
  }
  assert {
    condition     = !anytrue([for policy in aws_iam_role_policy.permissions : strcontains(policy.policy, "arn:aws:")])
    error_message = "a policy names another partition"
  }
  assert {
    condition     = startswith(aws_iam_role_policy_attachment.task_execution[0].policy_arn, "arn:aws-us-gov:")
    error_message = aws_iam_role_policy_attachment.task_execution[0].policy_arn
  }
}

run "extra_policies_and_boundary" {
  command = plan
  variables {
    extraManagedPolicyArns = ["arn:aws:iam::123456789012:policy/mine"]
    permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/boundary"
  }
  assert {
    condition     = aws_iam_role_policy_attachment.further["arn:aws:iam::123456789012:policy/mine"].policy_arn == "arn:aws:iam::123456789012:policy/mine"
    error_message = jsonencode(aws_iam_role_policy_attachment.further)
  }
  assert {
    condition = [aws_iam_role.connector[0].permissions_boundary, aws_iam_role.execution[0].permissions_boundary] == [
      var.permissionsBoundaryArn, var.permissionsBoundaryArn,
    ]
    error_message = "a role is without the boundary"
  }
}

# Only this account's tasks become the connector; its role and the one that starts its tasks are two.
run "trust" {
  command = plan
  assert {
    condition     = jsondecode(aws_iam_role.connector[0].assume_role_policy).Statement[0].Condition.StringEquals == { "aws:SourceAccount" = "123456789012" }
    error_message = aws_iam_role.connector[0].assume_role_policy
  }
  assert {
    condition     = aws_iam_role.connector[0].name == "apono-own" && aws_iam_role.execution[0].name != "apono-own"
    error_message = aws_iam_role.execution[0].name
  }
}

run "execute_command" {
  command = plan
  variables {
    enableExecuteCommand = true
  }
  assert {
    condition     = length(aws_iam_role_policy.execute_command) == 1 && aws_ecs_service.connector.enable_execute_command
    error_message = "the role may not open the session"
  }
}

# IAM refuses such signs in descriptions.
run "connector_id_beyond_latin_1" {
  command = plan
  variables {
    connectorId = "Zürich 漢字"
  }
  assert {
    condition     = aws_iam_role.connector[0].description == "What the Apono connector Zürich ?? may do"
    error_message = aws_iam_role.connector[0].description
  }
}

run "corrections_by_name" {
  command = plan
  variables {
    permissionSets = ["iam-access", "corrections"]
  }
  assert {
    condition     = toset(keys(aws_iam_role_policy.permissions)) == toset(["iam-access", "corrections"])
    error_message = jsonencode(keys(aws_iam_role_policy.permissions))
  }
  assert {
    condition     = aws_iam_role_policy.permissions["corrections"].name == "apono-corrections"
    error_message = aws_iam_role_policy.permissions["corrections"].name
  }
}

run "guardrails_of_other_roles" {
  command = plan
  variables {
    protectedRoleNames = ["apono-org", "Admin*"]
  }
  assert {
    condition = slice(reverse(jsondecode(aws_iam_role_policy.guardrails[0].policy).Statement[0].Resource), 0, 2) == [
      "arn:aws:iam::123456789012:role/Admin*",
      "arn:aws:iam::123456789012:role/apono-org",
    ]
    error_message = aws_iam_role_policy.guardrails[0].policy
  }
}

run "guardrails_by_a_boundary" {
  command = plan
  variables {
    grantedRolesBoundaryArn = "arn:aws:iam::123456789012:policy/apono-boundary"
  }
  assert {
    condition = [for statement in jsondecode(aws_iam_role_policy.guardrails[0].policy).Statement : statement.Sid] == [
      "DenyChangingOwnRoles", "DenyWithoutBoundary", "DenyWaysAroundBoundary", "DenyUntaggedParameters",
    ]
    error_message = aws_iam_role_policy.guardrails[0].policy
  }
  assert {
    condition = jsondecode(aws_iam_role_policy.guardrails[0].policy).Statement[1].Condition == {
      StringNotEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::123456789012:policy/apono-boundary" }
    }
    error_message = aws_iam_role_policy.guardrails[0].policy
  }
  assert {
    condition     = contains(jsondecode(aws_iam_role_policy.guardrails[0].policy).Statement[1].Action, "iam:CreateRole")
    error_message = aws_iam_role_policy.guardrails[0].policy
  }
  assert {
    condition     = contains(jsondecode(aws_iam_role_policy.guardrails[0].policy).Statement[2].Action, "iam:PassRole")
    error_message = aws_iam_role_policy.guardrails[0].policy
  }
}
