# Every wrong value of every input is refused at plan, several inputs at a time. Written by `npm run docs` from the
# table of wrong inputs.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  aponoToken = "token"
  subnetIds  = ["subnet-aaaaaaaa"]
}

run "wrong_values_1" {
  command = plan
  variables {
    subnetIds               = []
    vpcId                   = "vpc_1"
    securityGroupIds        = ["sg-00000000000000000", "sg-00000000000000001", "sg-00000000000000002", "sg-00000000000000003", "sg-00000000000000004"]
    clusterArn              = "main"
    logGroupRetentionInDays = 31
    logs                    = { "existingGroupName" = "a b" }
    egress                  = { "cidrBlocks" = ["10.0.0.0/8", "10.0.0.1", "anywhere"] }
    container               = { "environmentVariables" = { "A-B" = "x" } }
    alerts                  = { "topicArns" = ["on-call"] }
    containerInsights       = "on"
    capacityProvider        = "SPOT"
    cpu                     = 1000
    memory                  = 1000
    cpuArchitecture         = "arm64"
    connectorVersion        = "v1.7.8 "
    aponoTokenSecretArn     = "apono-token"
    kmsKeyArn               = "alias/apono"
    roles                   = { "taskRoleArn" = "apono" }
    namePrefix              = ""
    aponoToken              = ""
    aponoTokenVersion       = 0
    connectorId             = "two\nlines"
    numberOfInstances       = -1
    aponoUrl                = "https://api.apono.io"
    roleName                = "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr"
    permissionSets          = ["eks-read", "eks-read"]
    extraManagedPolicies    = { "mine" = "ReadOnlyAccess" }
    extraManagedPolicyArns  = ["arn:aws:iam::123456789012:policy/a", "arn:aws:iam::123456789012:policy/a"]
    permissionsBoundaryArn  = "boundary"
    grantedRolesBoundaryArn = "boundary"
    protectedRoleNames      = ["a", "b", "c", "d"]
    nameSuffix              = "a.b"
    tags                    = { "key0" = "v", "key1" = "v", "key2" = "v", "key3" = "v", "key4" = "v", "key5" = "v", "key6" = "v", "key7" = "v", "key8" = "v", "key9" = "v", "key10" = "v", "key11" = "v", "key12" = "v", "key13" = "v", "key14" = "v", "key15" = "v", "key16" = "v", "key17" = "v", "key18" = "v", "key19" = "v", "key20" = "v", "key21" = "v", "key22" = "v", "key23" = "v", "key24" = "v", "key25" = "v", "key26" = "v", "key27" = "v", "key28" = "v", "key29" = "v", "key30" = "v", "key31" = "v", "key32" = "v", "key33" = "v", "key34" = "v", "key35" = "v", "key36" = "v", "key37" = "v", "key38" = "v", "key39" = "v", "key40" = "v", "key41" = "v", "key42" = "v", "key43" = "v", "key44" = "v", "key45" = "v", "key46" = "v", "key47" = "v", "key48" = "v", "key49" = "v" }
    imageRepository         = "https://registry.apono.io/apono-connector"
  }
  expect_failures = [
    var.subnetIds,
    var.vpcId,
    var.securityGroupIds,
    var.clusterArn,
    var.logGroupRetentionInDays,
    var.logs,
    var.egress,
    var.container,
    var.alerts,
    var.containerInsights,
    var.capacityProvider,
    var.cpu,
    var.memory,
    var.cpuArchitecture,
    var.connectorVersion,
    var.aponoTokenSecretArn,
    var.kmsKeyArn,
    var.roles,
    var.namePrefix,
    var.aponoToken,
    var.aponoTokenVersion,
    var.connectorId,
    var.numberOfInstances,
    var.aponoUrl,
    var.roleName,
    var.permissionSets,
    var.extraManagedPolicies,
    var.extraManagedPolicyArns,
    var.permissionsBoundaryArn,
    var.grantedRolesBoundaryArn,
    var.protectedRoleNames,
    var.nameSuffix,
    var.tags,
    var.imageRepository,
  ]
}

run "wrong_values_2" {
  command = plan
  variables {
    subnetIds               = ["subnet-00000000000000000", "subnet-00000000000000001", "subnet-00000000000000002", "subnet-00000000000000003", "subnet-00000000000000004", "subnet-00000000000000005", "subnet-00000000000000006", "subnet-00000000000000007", "subnet-00000000000000008", "subnet-00000000000000009", "subnet-0000000000000000a", "subnet-0000000000000000b", "subnet-0000000000000000c", "subnet-0000000000000000d", "subnet-0000000000000000e", "subnet-0000000000000000f", "subnet-00000000000000010"]
    vpcId                   = ""
    securityGroupIds        = ["sg-01234567", "sg-01234567"]
    logGroupRetentionInDays = -1
    logs                    = { "kmsKeyArn" = "alias/logs" }
    egress                  = { "cidrBlocks" = ["::/0", "::/0"] }
    container               = { "environmentVariables" = { "APONO_URL" = "x" } }
    alerts                  = { "topicArns" = ["arn:aws:sns:eu-central-1:123456789012:on-call0", "arn:aws:sns:eu-central-1:123456789012:on-call1", "arn:aws:sns:eu-central-1:123456789012:on-call2", "arn:aws:sns:eu-central-1:123456789012:on-call3", "arn:aws:sns:eu-central-1:123456789012:on-call4", "arn:aws:sns:eu-central-1:123456789012:on-call5"] }
    connectorVersion        = "sha256:12"
    roles                   = { "taskRoleArn" = "arn:aws:sts::123456789012:assumed-role/apono/session" }
    namePrefix              = "1a"
    aponoToken              = "one\ntwo"
    aponoTokenVersion       = 1.5
    connectorId             = ""
    numberOfInstances       = 1.5
    aponoUrl                = "api.apono.io/v1"
    roleName                = ""
    permissionSets          = ["everything"]
    extraManagedPolicyArns  = ["ReadOnlyAccess"]
    protectedRoleNames      = ["path/role"]
    nameSuffix              = "sssssssssssssssssssssssssssssssss"
    tags                    = { "AWS:owner" = "x" }
    imageRepository         = "registry.apono.io/apono-connector:v1"
  }
  expect_failures = [
    var.subnetIds,
    var.vpcId,
    var.securityGroupIds,
    var.logGroupRetentionInDays,
    var.logs,
    var.egress,
    var.container,
    var.alerts,
    var.connectorVersion,
    var.roles,
    var.namePrefix,
    var.aponoToken,
    var.aponoTokenVersion,
    var.connectorId,
    var.numberOfInstances,
    var.aponoUrl,
    var.roleName,
    var.permissionSets,
    var.extraManagedPolicyArns,
    var.protectedRoleNames,
    var.nameSuffix,
    var.tags,
    var.imageRepository,
  ]
}

run "wrong_values_3" {
  command = plan
  variables {
    subnetIds        = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"]
    securityGroupIds = ["default"]
    logs             = { "class" = "DELIVERY" }
    egress           = { "prefixListIds" = ["com.amazonaws.eu-central-1.s3"] }
    container        = { "environmentVariables" = { "DB_PASSWORD" = "x" } }
    alerts           = { "topicArns" = ["arn:aws:sns:eu-central-1:123456789012:on-call", "arn:aws:sns:eu-central-1:123456789012:on-call"] }
    roles            = { "executionRoleArn" = "apono" }
    namePrefix       = "a.b"
    aponoToken       = "one\rtwo"
    connectorId      = " x"
    roleName         = "a/b"
    tags             = { "a#b" = "x" }
  }
  expect_failures = [
    var.subnetIds,
    var.securityGroupIds,
    var.logs,
    var.egress,
    var.container,
    var.alerts,
    var.roles,
    var.namePrefix,
    var.aponoToken,
    var.connectorId,
    var.roleName,
    var.tags,
  ]
}

run "wrong_values_4" {
  command = plan
  variables {
    subnetIds  = ["subnet-xyz", "subnet-0123456789abcdef0", ""]
    egress     = { "prefixListIds" = ["pl-01234567", "pl-01234567"] }
    container  = { "environmentVariables" = { "HTTPS_PROXY" = "http://me:mine@proxy:3128" } }
    alerts     = { "minutes" = 0 }
    roles      = { "executionRoleArn" = "arn:aws:sts::123456789012:assumed-role/apono/session" }
    namePrefix = "-a"
    aponoToken = " padded"
    tags       = { "note" = "a#b" }
  }
  expect_failures = [
    var.subnetIds,
    var.egress,
    var.container,
    var.alerts,
    var.roles,
    var.namePrefix,
    var.aponoToken,
    var.tags,
  ]
}

run "wrong_values_5" {
  command = plan
  variables {
    egress     = { "ports" = ["443", "https", "5432:5439", "65536"] }
    container  = { "secrets" = { "1A" = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:proxy-Ab12Cd" } }
    roles      = { "path" = "team" }
    namePrefix = "sg-a"
    aponoToken = "bell\u0007"
  }
  expect_failures = [
    var.egress,
    var.container,
    var.roles,
    var.namePrefix,
    var.aponoToken,
  ]
}

run "wrong_values_6" {
  command = plan
  variables {
    egress     = { "ports" = ["443", "443"] }
    container  = { "secrets" = { "APONO_TOKEN" = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:proxy-Ab12Cd" } }
    roles      = { "path" = "/team" }
    namePrefix = "ppppppppppppppppppppppppppppppppp"
  }
  expect_failures = [
    var.egress,
    var.container,
    var.roles,
    var.namePrefix,
  ]
}

run "wrong_values_7" {
  command = plan
  variables {
    egress    = { "ports" = ["443", "5439-5432", "10-9"] }
    container = { "secrets" = { "PROXY" = "my-secret" } }
    roles     = { "path" = "team/" }
  }
  expect_failures = [
    var.egress,
    var.container,
    var.roles,
  ]
}

run "wrong_values_8" {
  command = plan
  variables {
    egress    = { "vpcEndpoints" = ["sts", "com.amazonaws.eu-central-1.logs"] }
    container = { "secretsKmsKeyArns" = ["alias/a"] }
    roles     = { "path" = "//" }
  }
  expect_failures = [
    var.egress,
    var.container,
    var.roles,
  ]
}

run "wrong_values_9" {
  command = plan
  variables {
    egress    = { "vpcEndpoints" = ["sts", "sts"] }
    container = { "secretsKmsKeyArns" = ["arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab", "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"] }
    roles     = { "path" = "/a*/" }
  }
  expect_failures = [
    var.egress,
    var.container,
    var.roles,
  ]
}

run "wrong_values_10" {
  command = plan
  variables {
    container = { "stopTimeout" = 121 }
    roles     = { "path" = "" }
  }
  expect_failures = [
    var.container,
    var.roles,
  ]
}

run "wrong_values_11" {
  command = plan
  variables {
    container = { "ephemeralStorage" = 20 }
    roles     = { "path" = "/ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp/" }
  }
  expect_failures = [
    var.container,
    var.roles,
  ]
}

run "wrong_values_12" {
  command = plan
  variables {
    container = { "user" = "1000:" }
    roles     = { "assumedRolesPath" = "team" }
  }
  expect_failures = [
    var.container,
    var.roles,
  ]
}

run "wrong_values_13" {
  command = plan
  variables {
    roles = { "assumedRolesPath" = "/team" }
  }
  expect_failures = [
    var.roles,
  ]
}

run "wrong_values_14" {
  command = plan
  variables {
    roles = { "assumedRolesPath" = "team/" }
  }
  expect_failures = [
    var.roles,
  ]
}

run "wrong_values_15" {
  command = plan
  variables {
    roles = { "assumedRolesPath" = "//" }
  }
  expect_failures = [
    var.roles,
  ]
}

run "wrong_values_16" {
  command = plan
  variables {
    roles = { "assumedRolesPath" = "/a*/" }
  }
  expect_failures = [
    var.roles,
  ]
}

run "wrong_values_17" {
  command = plan
  variables {
    roles = { "assumedRolesPath" = "" }
  }
  expect_failures = [
    var.roles,
  ]
}

run "wrong_values_18" {
  command = plan
  variables {
    roles = { "assumedRolesPath" = "/ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp/" }
  }
  expect_failures = [
    var.roles,
  ]
}
