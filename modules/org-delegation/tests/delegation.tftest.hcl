# What is made: roles, their trust, their permissions, and where.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  connectorRoleArn      = "arn:aws:iam::210987654321:role/apono-connector"
  organizationalUnitIds = ["ou-ab12-aaaaaaaa"]
}

# One below the other in the defaults of the mock; here they are beside each other.
override_data {
  target = data.aws_organizations_organizational_unit_descendant_organizational_units.below
  values = { children = [] }
}

run "names_follow_from_account_region_and_connector" {
  command = plan
  assert {
    condition     = output.name_suffix == substr(sha256("123456789012/eu-central-1/apono-connector"), 0, 8)
    error_message = output.name_suffix
  }
  assert {
    condition     = aws_iam_role.management.name == "apono-management-role-${output.name_suffix}" && output.member_role_name == "apono-member-role-${output.name_suffix}"
    error_message = output.member_role_name
  }
  assert {
    condition     = output.member_role_arn_pattern == "arn:aws:iam::*:role/${output.member_role_name}"
    error_message = output.member_role_arn_pattern
  }
  assert {
    condition     = jsondecode(aws_cloudformation_stack_set.members.template_body).Resources.MemberRole.Properties.RoleName == output.member_role_name
    error_message = aws_cloudformation_stack_set.members.template_body
  }
}

run "only_the_connectors_role_may_assume" {
  command = plan
  assert {
    condition = jsondecode(aws_iam_role.management.assume_role_policy).Statement == [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::210987654321:root" }
        Action    = "sts:AssumeRole"
        Condition = { ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::210987654321:role/apono-connector" } }
      },
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::210987654321:root" }
        Action    = "sts:TagSession"
        Condition = { ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::210987654321:role/apono-connector" } }
      },
    ]
    error_message = aws_iam_role.management.assume_role_policy
  }
  assert {
    condition     = jsondecode(output.member_template).Resources.MemberRole.Properties.AssumeRolePolicyDocument == jsondecode(aws_iam_role.management.assume_role_policy)
    error_message = output.member_template
  }
}

run "external_id" {
  command = plan
  variables {
    externalId = "apono:4711"
  }
  assert {
    condition     = jsondecode(aws_iam_role.management.assume_role_policy).Statement[0].Condition.StringEquals == { "sts:ExternalId" = "apono:4711" }
    error_message = aws_iam_role.management.assume_role_policy
  }
  assert {
    condition     = !can(jsondecode(aws_iam_role.management.assume_role_policy).Statement[1].Condition.StringEquals)
    error_message = aws_iam_role.management.assume_role_policy
  }
}

run "all_permission_sets" {
  command = plan
  assert {
    condition     = contains(keys(aws_iam_role_policy.management), "identity-center") && length(aws_iam_role_policy.management) == 15 && length(aws_iam_role_policy_attachment.management) == 3
    error_message = jsonencode(keys(aws_iam_role_policy.management))
  }
  assert {
    condition     = length(jsondecode(output.member_template).Resources.MemberRole.Properties.Policies) == 15 && length(jsondecode(output.member_template).Resources.MemberRole.Properties.ManagedPolicyArns) == 3
    error_message = output.member_template
  }
}

run "chosen_permission_sets" {
  command = plan
  variables {
    delegatedPermissionSets = ["identity-center", "security-audit", "ec2-read"]
  }
  assert {
    condition     = toset(keys(aws_iam_role_policy.management)) == toset(["identity-center", "ec2-read"]) && keys(aws_iam_role_policy_attachment.management) == ["security-audit"]
    error_message = jsonencode(keys(aws_iam_role_policy.management))
  }
  assert {
    condition     = jsondecode(output.member_template).Resources.MemberRole.Properties.Policies[*].PolicyName == ["ec2-policy", "apono-connector-guardrails"]
    error_message = output.member_template
  }
  assert {
    condition     = jsonencode(output.permission_sets) == jsonencode({ management = ["ec2-read", "identity-center", "security-audit"], member = ["ec2-read", "security-audit"] })
    error_message = jsonencode(output.permission_sets)
  }
}

run "several_units" {
  command = plan
  variables {
    organizationalUnitIds = ["ou-ab12-aaaaaaaa", "ou-ab12-bbbbbbbb"]
  }
  assert {
    condition = { for unit, instances in aws_cloudformation_stack_set_instance.units : unit => instances.deployment_targets[0].organizational_unit_ids } == {
      "ou-ab12-aaaaaaaa" = toset(["ou-ab12-aaaaaaaa"])
      "ou-ab12-bbbbbbbb" = toset(["ou-ab12-bbbbbbbb"])
    }
    error_message = jsonencode(keys(aws_cloudformation_stack_set_instance.units))
  }
}

run "the_root" {
  command = plan
  variables {
    organizationalUnitIds = ["r-ab12"]
  }
  assert {
    condition     = keys(aws_cloudformation_stack_set_instance.units) == ["r-ab12"]
    error_message = jsonencode(keys(aws_cloudformation_stack_set_instance.units))
  }
}

run "no_accounts_listed" {
  command = plan
  assert {
    condition     = !can(jsondecode(output.member_template).Conditions) && !can(jsondecode(output.member_template).Resources.MemberRole.Condition)
    error_message = output.member_template
  }
  assert {
    condition     = length(data.aws_organizations_organizational_unit_descendant_accounts.chosen) == 0
    error_message = "accounts are listed without need"
  }
}

run "accounts_taken" {
  command = plan
  variables {
    onlyAccountIds = ["111111111111"]
  }
  assert {
    condition     = jsondecode(output.member_template).Conditions.IsChosenAccount["Fn::Or"][0]["Fn::Or"][0]["Fn::Equals"] == [{ Ref = "AWS::AccountId" }, "111111111111"]
    error_message = output.member_template
  }
  assert {
    condition     = jsondecode(output.member_template).Resources.MemberRole.Condition == "IsChosenAccount"
    error_message = output.member_template
  }
}

run "accounts_left_out" {
  command = plan
  variables {
    excludedAccountIds = ["222222222222"]
  }
  assert {
    condition     = jsondecode(output.member_template).Conditions.IsChosenAccount["Fn::Not"][0]["Fn::Or"][0]["Fn::Or"][0]["Fn::Equals"][1] == "222222222222"
    error_message = output.member_template
  }
}

run "a_left_out_account_that_is_not_there_is_remarked_on" {
  command = plan
  variables {
    excludedAccountIds = ["333333333333"]
  }
  expect_failures = [check.excluded_accounts]
}

run "an_underscore_in_the_suffix" {
  command = plan
  variables {
    nameSuffix = "a_B"
  }
  assert {
    condition     = aws_cloudformation_stack_set.members.name == "apono-member-role-a-B" && aws_iam_role.management.name == "apono-management-role-a_B"
    error_message = aws_cloudformation_stack_set.members.name
  }
}

run "preferences" {
  command = plan
  variables {
    maxConcurrentPercentage    = 20
    failureTolerancePercentage = 5
  }
  assert {
    condition     = aws_cloudformation_stack_set_instance.units["ou-ab12-aaaaaaaa"].operation_preferences[0].max_concurrent_percentage == 20 && aws_cloudformation_stack_set.members.operation_preferences[0].failure_tolerance_percentage == 5
    error_message = "preferences do not arrive"
  }
}

run "other_partitions" {
  command = plan
  override_data {
    target = data.aws_partition.current
    values = { partition = "aws-us-gov" }
  }
  variables {
    connectorRoleArn = "arn:aws-us-gov:iam::210987654321:role/apono-connector"
  }
  assert {
    condition     = startswith(jsondecode(aws_iam_role.management.assume_role_policy).Statement[0].Principal.AWS, "arn:aws-us-gov:")
    error_message = aws_iam_role.management.assume_role_policy
  }
  assert {
    condition     = !strcontains(replace(output.member_template, "arn:aws-us-gov:", ""), "arn:aws")
    error_message = output.member_template
  }
}

run "no_role_of_the_connector_changes_another" {
  command = plan
  variables {
    managementRoleName = "apono-head"
    memberRoleName     = "apono-hand"
  }
  assert {
    condition = [for statement in jsondecode(aws_iam_role_policy.management_guardrails.policy).Statement : statement.Resource] == [[
      "arn:aws:iam::123456789012:role/apono-head",
      "arn:aws:iam::123456789012:role/apono-hand",
      "arn:aws:iam::210987654321:role/apono-connector",
      "arn:aws:iam::*:role/apono-connector-role-*",
      "arn:aws:iam::*:role/apono-connector-execution-role-*",
      "arn:aws:iam::*:role/apono-management-role-*",
      "arn:aws:iam::*:role/apono-member-role-*",
    ]]
    error_message = aws_iam_role_policy.management_guardrails.policy
  }
  assert {
    condition = [for statement in reverse(jsondecode(output.member_template).Resources.MemberRole.Properties.Policies)[0].PolicyDocument.Statement : [
      for arn in statement.Resource : try(arn["Fn::Sub"], arn)
      ]] == [[
      "arn:$${AWS::Partition}:iam::$${AWS::AccountId}:role/apono-hand",
      "arn:$${AWS::Partition}:iam::$${AWS::AccountId}:role/apono-head",
      "arn:aws:iam::210987654321:role/apono-connector",
      "arn:$${AWS::Partition}:iam::*:role/apono-connector-role-*",
      "arn:$${AWS::Partition}:iam::*:role/apono-connector-execution-role-*",
      "arn:$${AWS::Partition}:iam::*:role/apono-management-role-*",
      "arn:$${AWS::Partition}:iam::*:role/apono-member-role-*",
    ]]
    error_message = output.member_template
  }
}

run "boundary_of_the_same_name_in_each_account" {
  command = plan
  variables {
    grantedRolesBoundaryArn = "arn:aws:iam::210987654321:policy/teams/apono-boundary"
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.management_guardrails.policy).Statement[1].Condition.StringNotEquals["iam:PermissionsBoundary"] == "arn:aws:iam::123456789012:policy/teams/apono-boundary"
    error_message = aws_iam_role_policy.management_guardrails.policy
  }
  assert {
    condition     = reverse(jsondecode(output.member_template).Resources.MemberRole.Properties.Policies)[0].PolicyDocument.Statement[1].Condition.StringNotEquals["iam:PermissionsBoundary"] == { "Fn::Sub" = "arn:$${AWS::Partition}:iam::$${AWS::AccountId}:policy/teams/apono-boundary" }
    error_message = output.member_template
  }
}

run "boundary_of_aws" {
  command = plan
  variables {
    grantedRolesBoundaryArn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.management_guardrails.policy).Statement[1].Condition.StringNotEquals["iam:PermissionsBoundary"] == "arn:aws:iam::aws:policy/ReadOnlyAccess"
    error_message = aws_iam_role_policy.management_guardrails.policy
  }
}

run "corrections_by_name" {
  command = plan
  variables {
    delegatedPermissionSets = ["corrections"]
  }
  assert {
    condition     = keys(aws_iam_role_policy.management) == ["corrections"]
    error_message = jsonencode(keys(aws_iam_role_policy.management))
  }
}
