# What no single input can tell, and what only AWS knows, is refused at plan.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  aponoToken = "token"
  subnetIds  = ["subnet-aaaaaaaa"]
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
  expect_failures = [aws_ecs_service.connector]
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
  expect_failures = [aws_ecs_task_definition.revision]
}

run "policies_too_many" {
  command = plan
  variables {
    extraManagedPolicyArns = ["arn:aws:iam::123456789012:policy/p0", "arn:aws:iam::123456789012:policy/p1", "arn:aws:iam::123456789012:policy/p2", "arn:aws:iam::123456789012:policy/p3", "arn:aws:iam::123456789012:policy/p4", "arn:aws:iam::123456789012:policy/p5", "arn:aws:iam::123456789012:policy/p6"]
  }
  expect_failures = [aws_iam_role.connector]
}
