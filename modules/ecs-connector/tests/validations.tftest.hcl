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
    cpu                     = 1000
    memory                  = 1000
    cpuArchitecture         = "arm64"
    connectorVersion        = "v1.7.8 "
    aponoTokenSecretArn     = "apono-token"
    kmsKeyArn               = "alias/apono"
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
    var.cpu,
    var.memory,
    var.cpuArchitecture,
    var.connectorVersion,
    var.aponoTokenSecretArn,
    var.kmsKeyArn,
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
    connectorVersion        = "sha256:12"
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
    var.connectorVersion,
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
    aponoToken       = "one\rtwo"
    connectorId      = " x"
    roleName         = "a/b"
    tags             = { "a#b" = "x" }
  }
  expect_failures = [
    var.subnetIds,
    var.securityGroupIds,
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
    aponoToken = " padded"
    tags       = { "note" = "a#b" }
  }
  expect_failures = [
    var.subnetIds,
    var.aponoToken,
    var.tags,
  ]
}

run "wrong_values_5" {
  command = plan
  variables {
    aponoToken = "bell\u0007"
  }
  expect_failures = [
    var.aponoToken,
  ]
}
