# What can't work is refused at plan.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  aponoToken = "token"
  subnetIds  = ["subnet-aaaaaaaa"]
}

run "subnets_none" {
  command = plan
  variables {
    subnetIds = []
  }
  expect_failures = [var.subnetIds]
}

run "subnets_twice" {
  command = plan
  variables {
    subnetIds = ["subnet-aaaaaaaa", "subnet-aaaaaaaa"]
  }
  expect_failures = [var.subnetIds]
}

run "subnets_malformed" {
  command = plan
  variables {
    subnetIds = ["vpc-aaaaaaaa"]
  }
  expect_failures = [var.subnetIds]
}

run "vpc_malformed" {
  command = plan
  variables {
    vpcId = "x"
  }
  expect_failures = [var.vpcId]
}

run "instances_negative" {
  command = plan
  variables {
    numberOfInstances = -1
  }
  expect_failures = [var.numberOfInstances]
}

run "instances_fraction" {
  command = plan
  variables {
    numberOfInstances = 1.5
  }
  expect_failures = [var.numberOfInstances]
}

run "retention_unknown" {
  command = plan
  variables {
    logGroupRetentionInDays = 2
  }
  expect_failures = [var.logGroupRetentionInDays]
}

run "cpu_unknown" {
  command = plan
  variables {
    cpu = 100
  }
  expect_failures = [var.cpu]
}

run "memory_unknown" {
  command = plan
  variables {
    memory = 100
  }
  expect_failures = [var.memory]
}

run "role_name_empty" {
  command = plan
  variables {
    roleName = ""
  }
  expect_failures = [var.roleName]
}

run "role_name_characters" {
  command = plan
  variables {
    roleName = "a b"
  }
  expect_failures = [var.roleName]
}

run "tags_reserved" {
  command = plan
  variables {
    tags = { "aws:x" = "y" }
  }
  expect_failures = [var.tags]
}

run "token_empty" {
  command = plan
  variables {
    aponoToken = ""
  }
  expect_failures = [var.aponoToken]
}

run "token_version_zero" {
  command = plan
  variables {
    aponoTokenVersion = 0
  }
  expect_failures = [var.aponoTokenVersion]
}

run "sets_unknown" {
  command = plan
  variables {
    permissionSets = ["x"]
  }
  expect_failures = [var.permissionSets]
}

run "subnet_missing" {
  command = plan
  variables {
    subnetIds = ["subnet-eeeeeeee"]
  }
  expect_failures = [data.aws_subnets.existing]
}

run "vpc_of_others" {
  command = plan
  variables {
    vpcId = "vpc-bbbbbbbb"
  }
  expect_failures = [aws_security_group.connector]
}

run "cluster_missing" {
  command = plan
  variables {
    clusterArn = "arn:aws:ecs:eu-central-1:123456789012:cluster/none"
  }
  expect_failures = [data.aws_ecs_clusters.existing]
}

run "security_group_missing" {
  command = plan
  variables {
    securityGroupIds = ["sg-bbbbbbbb"]
  }
  expect_failures = [data.aws_security_groups.added]
}

run "size_not_offered" {
  command = plan
  variables {
    memory = 512
  }
  expect_failures = [aws_ecs_task_definition.connector]
}

run "policies_too_many" {
  command = plan
  variables {
    extraManagedPolicyArns = ["arn:aws:iam::123456789012:policy/p0", "arn:aws:iam::123456789012:policy/p1", "arn:aws:iam::123456789012:policy/p2", "arn:aws:iam::123456789012:policy/p3", "arn:aws:iam::123456789012:policy/p4", "arn:aws:iam::123456789012:policy/p5", "arn:aws:iam::123456789012:policy/p6"]
  }
  expect_failures = [aws_iam_role.connector]
}
