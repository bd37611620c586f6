# What no single input can tell, and what only AWS knows, is refused at plan.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  connectorRoleArn      = "arn:aws:iam::210987654321:role/apono-connector"
  organizationalUnitIds = ["ou-ab12-aaaaaaaa"]
}

override_data {
  target = data.aws_organizations_organizational_unit_descendant_organizational_units.below
  values = { children = [] }
}

run "not_the_management_account" {
  command = plan
  override_data {
    target = data.aws_caller_identity.current
    values = { account_id = "111111111111" }
  }
  expect_failures = [aws_iam_role.management]
}

run "an_account_that_may_not_look_into_the_organization" {
  command = plan
  override_data {
    target = data.aws_caller_identity.current
    values = { account_id = "111111111111" }
  }
  override_data {
    target = data.aws_organizations_organization.current
    values = {
      id                            = "o-aaaaaaaaaa"
      feature_set                   = "ALL"
      master_account_id             = "123456789012"
      aws_service_access_principals = []
      roots                         = []
    }
  }
  assert {
    condition     = length(data.aws_organizations_organizational_unit_descendant_organizational_units.all) == 0
    error_message = "units are listed where that is denied"
  }
  expect_failures = [aws_iam_role.management]
}

run "no_delegated_administrator" {
  command = plan
  variables {
    callAs = "DELEGATED_ADMIN"
  }
  override_data {
    target = data.aws_caller_identity.current
    values = { account_id = "111111111111" }
  }
  expect_failures = [aws_iam_role.management]
}

run "a_delegated_administrator" {
  command = plan
  variables {
    callAs = "DELEGATED_ADMIN"
  }
  override_data {
    target = data.aws_caller_identity.current
    values = { account_id = "111111111111" }
  }
  override_data {
    target = data.aws_organizations_delegated_administrators.stack_sets
    values = {
      delegated_administrators = [{ id = "111111111111", arn = "", email = "", name = "", status = "ACTIVE", state = "ACTIVE", joined_method = "", joined_timestamp = "", delegation_enabled_date = "" }]
    }
  }
  assert {
    condition     = aws_cloudformation_stack_set.members.call_as == "DELEGATED_ADMIN" && aws_cloudformation_stack_set_instance.units["ou-ab12-aaaaaaaa"].call_as == "DELEGATED_ADMIN"
    error_message = "StackSets are not called as delegated administrator"
  }
}

run "the_management_account_is_no_delegated_administrator" {
  command = plan
  variables {
    callAs = "DELEGATED_ADMIN"
  }
  expect_failures = [aws_iam_role.management]
}

run "not_all_features" {
  command = plan
  override_data {
    target = data.aws_organizations_organization.current
    values = {
      id                            = "o-aaaaaaaaaa"
      feature_set                   = "CONSOLIDATED_BILLING"
      master_account_id             = "123456789012"
      aws_service_access_principals = ["member.org.stacksets.cloudformation.amazonaws.com"]
      roots                         = [{ id = "r-ab12", arn = "", name = "Root", policy_types = [] }]
    }
  }
  expect_failures = [aws_iam_role.management]
}

run "no_trusted_access" {
  command = plan
  override_data {
    target = data.aws_organizations_organization.current
    values = {
      id                            = "o-aaaaaaaaaa"
      feature_set                   = "ALL"
      master_account_id             = "123456789012"
      aws_service_access_principals = ["sso.amazonaws.com"]
      roots                         = [{ id = "r-ab12", arn = "", name = "Root", policy_types = [] }]
    }
  }
  expect_failures = [aws_iam_role.management]
}

run "unit_missing" {
  command = plan
  variables {
    organizationalUnitIds = ["ou-ab12-eeeeeeee"]
  }
  expect_failures = [aws_iam_role.management]
}

run "unit_inside_another" {
  command = plan
  variables {
    organizationalUnitIds = ["r-ab12", "ou-ab12-aaaaaaaa"]
  }
  override_data {
    target = data.aws_organizations_organizational_unit_descendant_organizational_units.below
    values = { children = [{ id = "ou-ab12-aaaaaaaa", arn = "", name = "apps" }] }
  }
  expect_failures = [aws_iam_role.management]
}

run "account_missing" {
  command = plan
  variables {
    onlyAccountIds = ["333333333333"]
  }
  expect_failures = [aws_iam_role.management]
}

run "both_lists_of_accounts" {
  command = plan
  variables {
    onlyAccountIds     = ["111111111111"]
    excludedAccountIds = ["222222222222"]
  }
  expect_failures = [aws_iam_role.management]
}

run "connector_role_missing_here" {
  command = plan
  variables {
    connectorRoleArn = "arn:aws:iam::123456789012:role/apono-connector"
  }
  expect_failures = [aws_iam_role.management]
}

run "connector_role_here" {
  command = plan
  variables {
    connectorRoleArn = "arn:aws:iam::123456789012:role/apono+connector"
  }
  override_data {
    target = data.aws_iam_roles.connector
    values = { arns = ["arn:aws:iam::123456789012:role/apono+connector"] }
  }
  assert {
    condition     = data.aws_iam_roles.connector.name_regex == "^apono[+]connector$"
    error_message = data.aws_iam_roles.connector.name_regex
  }
}

run "another_partition" {
  command = plan
  variables {
    connectorRoleArn = "arn:aws-cn:iam::210987654321:role/apono-connector"
  }
  expect_failures = [aws_iam_role.management]
}

run "one_name_for_both_roles" {
  command = plan
  variables {
    managementRoleName = "apono-org"
    memberRoleName     = "apono-org"
  }
  expect_failures = [aws_iam_role.management]
}
