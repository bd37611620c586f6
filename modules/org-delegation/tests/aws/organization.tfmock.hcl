# The management account of an organization with two units, one of them inside the other, and a member account in each.

mock_data "aws_caller_identity" {
  defaults = { account_id = "123456789012" }
}

mock_data "aws_region" {
  defaults = { id = "eu-central-1" }
}

mock_data "aws_partition" {
  defaults = { partition = "aws" }
}

mock_data "aws_organizations_organization" {
  defaults = {
    id                            = "o-aaaaaaaaaa"
    feature_set                   = "ALL"
    master_account_id             = "123456789012"
    aws_service_access_principals = ["member.org.stacksets.cloudformation.amazonaws.com"]
    roots                         = [{ id = "r-ab12", arn = "", name = "Root", policy_types = [] }]
  }
}

mock_data "aws_organizations_organizational_unit_descendant_organizational_units" {
  defaults = {
    children = [
      { id = "ou-ab12-aaaaaaaa", arn = "", name = "apps" },
      { id = "ou-ab12-bbbbbbbb", arn = "", name = "inner" },
    ]
  }
}

mock_data "aws_organizations_organizational_unit_descendant_accounts" {
  defaults = {
    accounts = [
      { id = "111111111111", arn = "", email = "", name = "", status = "ACTIVE", state = "ACTIVE", joined_method = "", joined_timestamp = "" },
      { id = "222222222222", arn = "", email = "", name = "", status = "ACTIVE", state = "ACTIVE", joined_method = "", joined_timestamp = "" },
    ]
  }
}

mock_data "aws_organizations_delegated_administrators" {
  defaults = { delegated_administrators = [] }
}

mock_data "aws_iam_roles" {
  defaults = { arns = [] }
}

# What only an apply tells, so that what follows from it can be read.
mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::123456789012:role/apono-made" }
}
