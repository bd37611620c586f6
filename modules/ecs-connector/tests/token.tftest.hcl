# One secret holds the token: made from aponoToken, or the one that aponoTokenSecretArn names.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  subnetIds = ["subnet-aaaaaaaa"]
}

run "token" {
  command = plan
  variables {
    aponoToken        = "to,k{e}n\\\"${"$"}{x}"
    aponoTokenVersion = 3
  }
  assert {
    condition     = length(aws_secretsmanager_secret.token) == 1
    error_message = "no secret is made for the token"
  }
  assert {
    condition     = aws_secretsmanager_secret_version.token[0].secret_string_wo_version == 3
    error_message = "the token's version is not aponoTokenVersion"
  }
  assert {
    condition     = aws_secretsmanager_secret_version.token[0].secret_string == null
    error_message = "the token is written to the state"
  }
  assert {
    condition     = aws_secretsmanager_secret.token[0].recovery_window_in_days == 0
    error_message = "a deleted secret would keep its name"
  }
  assert {
    condition     = length(data.aws_secretsmanager_secrets.existing) == 0
    error_message = "an existing secret is looked for"
  }
}

run "secret" {
  command = plan
  variables {
    aponoTokenSecretArn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd"
  }
  assert {
    condition     = length(aws_secretsmanager_secret.token) == 0 && length(aws_secretsmanager_secret_version.token) == 0
    error_message = "a secret is made although one exists"
  }
  assert {
    condition     = output.token_secret_arn == var.aponoTokenSecretArn
    error_message = output.token_secret_arn
  }
  assert {
    condition     = length(data.aws_secretsmanager_secrets.existing) == 1
    error_message = "the secret is not looked for"
  }
  assert {
    condition     = strcontains(aws_iam_role_policy.execution[0].policy, var.aponoTokenSecretArn)
    error_message = "the execution role may not read the secret"
  }
}

# One of another account or region can't be looked up from here.
run "secret_elsewhere" {
  command = plan
  variables {
    aponoTokenSecretArn = "arn:aws:secretsmanager:eu-central-1:999999999999:secret:apono-Ab12Cd"
    kmsKeyArn           = "arn:aws:kms:eu-central-1:999999999999:key/12345678-1234-1234-1234-123456789012"
  }
  assert {
    condition     = output.token_secret_arn == "arn:aws:secretsmanager:eu-central-1:999999999999:secret:apono-Ab12Cd"
    error_message = "a secret of another account, which can't be seen from here, is not taken"
  }
}

run "secret_elsewhere_without_its_key" {
  command = plan
  variables {
    aponoTokenSecretArn = "arn:aws:secretsmanager:eu-central-1:999999999999:secret:apono-Ab12Cd"
  }
  expect_failures = [data.aws_secretsmanager_secret.existing]
}

run "secret_with_a_key_of_its_own" {
  command = plan
  variables {
    aponoTokenSecretArn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd"
  }
  override_data {
    target = data.aws_secretsmanager_secret.existing
    values = { kms_key_id = "mrk-1234" }
  }
  assert {
    condition     = strcontains(aws_iam_role_policy.execution[0].policy, "\"arn:aws:kms:eu-central-1:123456789012:key/mrk-1234\"")
    error_message = aws_iam_role_policy.execution[0].policy
  }
}

run "secret_with_a_key_by_alias" {
  command = plan
  variables {
    aponoTokenSecretArn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd"
  }
  override_data {
    target = data.aws_secretsmanager_secret.existing
    values = { kms_key_id = "alias/ours" }
  }
  expect_failures = [aws_ecs_task_definition.revision]
}

run "secret_that_does_not_exist" {
  command = plan
  variables {
    aponoTokenSecretArn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:other-Ab12Cd"
  }
  expect_failures = [data.aws_secretsmanager_secrets.existing]
}

run "neither" {
  command         = plan
  expect_failures = [aws_ecs_task_definition.revision]
}

run "both" {
  command = plan
  variables {
    aponoToken          = "token"
    aponoTokenSecretArn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd"
  }
  expect_failures = [aws_ecs_task_definition.revision]
}

run "encrypted_with_an_own_key" {
  command = plan
  variables {
    aponoToken = "token"
    kmsKeyArn  = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
  assert {
    condition     = aws_secretsmanager_secret.token[0].kms_key_id == var.kmsKeyArn
    error_message = "the secret is not encrypted with the key"
  }
}
