# One role, that the connector's role alone may assume, with the permission sets that are asked for.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  connectorRoleArn = "arn:aws:iam::210987654321:role/apono-connector-role-1a2b3c4d"
}

run "defaults" {
  command = plan

  assert {
    condition     = startswith(aws_iam_role.member.name, "apono-member-role-")
    error_message = aws_iam_role.member.name
  }
  assert {
    condition     = jsondecode(aws_iam_role.member.assume_role_policy).Statement[0].Principal.AWS == "arn:aws:iam::210987654321:root"
    error_message = aws_iam_role.member.assume_role_policy
  }
  assert {
    condition     = jsondecode(aws_iam_role.member.assume_role_policy).Statement[0].Condition == { ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::210987654321:role/apono-connector-role-1a2b3c4d" } }
    error_message = aws_iam_role.member.assume_role_policy
  }
  assert {
    condition     = !contains(keys(aws_iam_role_policy.member), "identity-center") && !contains(keys(aws_iam_role_policy.member), "remote-management") && !contains(keys(aws_iam_role_policy.member), "corrections")
    error_message = join(", ", keys(aws_iam_role_policy.member))
  }
  assert {
    condition     = aws_iam_role.member.permissions_boundary == null
    error_message = "a boundary that nobody asked for"
  }
}

run "the_connector_of_apono" {
  command = plan
  variables {
    connectorRoleArn = "arn:aws:iam::333333333333:role/apono-managed"
    externalId       = "apono-1a2b"
  }
  assert {
    condition     = jsondecode(aws_iam_role.member.assume_role_policy).Statement[0].Condition.StringEquals == { "sts:ExternalId" = "apono-1a2b" }
    error_message = aws_iam_role.member.assume_role_policy
  }
}

run "chosen_and_bounded" {
  command = plan
  variables {
    delegatedPermissionSets      = ["iam-access", "s3-read"]
    memberRoleName               = "apono-own"
    memberPermissionsBoundaryArn = "arn:aws:iam::123456789012:policy/bound"
    grantedRolesBoundaryArn      = "arn:aws:iam::123456789012:policy/granted"
  }
  assert {
    condition     = keys(aws_iam_role_policy.member) == ["iam-access", "s3-read"] && length(aws_iam_role_policy_attachment.member) == 0
    error_message = join(", ", keys(aws_iam_role_policy.member))
  }
  assert {
    condition     = aws_iam_role.member.name == "apono-own" && aws_iam_role.member.permissions_boundary == "arn:aws:iam::123456789012:policy/bound"
    error_message = aws_iam_role.member.name
  }
  assert {
    condition     = strcontains(aws_iam_role_policy.member_guardrails.policy, "arn:aws:iam::123456789012:policy/granted") && strcontains(aws_iam_role_policy.member_guardrails.policy, "arn:aws:iam::123456789012:role/apono-own")
    error_message = aws_iam_role_policy.member_guardrails.policy
  }
}

run "another_partition" {
  command = plan
  variables {
    connectorRoleArn = "arn:aws-cn:iam::210987654321:role/apono-connector"
  }
  expect_failures = [aws_iam_role.member]
}

run "a_trust_that_is_too_long" {
  command = plan
  variables {
    externalId       = join("", [for index in range(600) : "xx"])
    connectorRoleArn = "arn:aws:iam::210987654321:role/${join("", [for index in range(500) : "p"])}/apono-connector"
  }
  expect_failures = [aws_iam_role.member]
}
