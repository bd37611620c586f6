# Every wrong value of every input is refused at plan. Written by `npm run docs` from the table of wrong inputs.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  aponoToken = "token"
  subnetIds  = ["subnet-aaaaaaaa"]
}

run "subnetIds_1" {
  command = plan
  variables {
    subnetIds = []
  }
  expect_failures = [var.subnetIds]
}

run "subnetIds_2" {
  command = plan
  variables {
    subnetIds = ["subnet-00000000000000000", "subnet-00000000000000001", "subnet-00000000000000002", "subnet-00000000000000003", "subnet-00000000000000004", "subnet-00000000000000005", "subnet-00000000000000006", "subnet-00000000000000007", "subnet-00000000000000008", "subnet-00000000000000009", "subnet-0000000000000000a", "subnet-0000000000000000b", "subnet-0000000000000000c", "subnet-0000000000000000d", "subnet-0000000000000000e", "subnet-0000000000000000f", "subnet-00000000000000010"]
  }
  expect_failures = [var.subnetIds]
}

run "subnetIds_3" {
  command = plan
  variables {
    subnetIds = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"]
  }
  expect_failures = [var.subnetIds]
}

run "subnetIds_4" {
  command = plan
  variables {
    subnetIds = ["subnet-xyz", "subnet-0123456789abcdef0", ""]
  }
  expect_failures = [var.subnetIds]
}

run "vpcId_1" {
  command = plan
  variables {
    vpcId = "vpc_1"
  }
  expect_failures = [var.vpcId]
}

run "vpcId_2" {
  command = plan
  variables {
    vpcId = ""
  }
  expect_failures = [var.vpcId]
}

run "securityGroupIds_1" {
  command = plan
  variables {
    securityGroupIds = ["sg-00000000000000000", "sg-00000000000000001", "sg-00000000000000002", "sg-00000000000000003", "sg-00000000000000004"]
  }
  expect_failures = [var.securityGroupIds]
}

run "securityGroupIds_2" {
  command = plan
  variables {
    securityGroupIds = ["sg-01234567", "sg-01234567"]
  }
  expect_failures = [var.securityGroupIds]
}

run "securityGroupIds_3" {
  command = plan
  variables {
    securityGroupIds = ["default"]
  }
  expect_failures = [var.securityGroupIds]
}

run "clusterArn_1" {
  command = plan
  variables {
    clusterArn = "main"
  }
  expect_failures = [var.clusterArn]
}

run "logGroupRetentionInDays_1" {
  command = plan
  variables {
    logGroupRetentionInDays = 31
  }
  expect_failures = [var.logGroupRetentionInDays]
}

run "logGroupRetentionInDays_2" {
  command = plan
  variables {
    logGroupRetentionInDays = -1
  }
  expect_failures = [var.logGroupRetentionInDays]
}

run "cpu_1" {
  command = plan
  variables {
    cpu = 1000
  }
  expect_failures = [var.cpu]
}

run "memory_1" {
  command = plan
  variables {
    memory = 1000
  }
  expect_failures = [var.memory]
}

run "cpuArchitecture_1" {
  command = plan
  variables {
    cpuArchitecture = "arm64"
  }
  expect_failures = [var.cpuArchitecture]
}

run "connectorVersion_1" {
  command = plan
  variables {
    connectorVersion = "v1.7.8 "
  }
  expect_failures = [var.connectorVersion]
}

run "connectorVersion_2" {
  command = plan
  variables {
    connectorVersion = "sha256:12"
  }
  expect_failures = [var.connectorVersion]
}

run "aponoTokenSecretArn_1" {
  command = plan
  variables {
    aponoTokenSecretArn = "apono-token"
  }
  expect_failures = [var.aponoTokenSecretArn]
}

run "kmsKeyArn_1" {
  command = plan
  variables {
    kmsKeyArn = "alias/apono"
  }
  expect_failures = [var.kmsKeyArn]
}

run "aponoToken_1" {
  command = plan
  variables {
    aponoToken = ""
  }
  expect_failures = [var.aponoToken]
}

run "aponoToken_2" {
  command = plan
  variables {
    aponoToken = "one\ntwo"
  }
  expect_failures = [var.aponoToken]
}

run "aponoToken_3" {
  command = plan
  variables {
    aponoToken = "one\rtwo"
  }
  expect_failures = [var.aponoToken]
}

run "aponoToken_4" {
  command = plan
  variables {
    aponoToken = " padded"
  }
  expect_failures = [var.aponoToken]
}

run "aponoToken_5" {
  command = plan
  variables {
    aponoToken = "bell\u0007"
  }
  expect_failures = [var.aponoToken]
}

run "aponoTokenVersion_1" {
  command = plan
  variables {
    aponoTokenVersion = 0
  }
  expect_failures = [var.aponoTokenVersion]
}

run "aponoTokenVersion_2" {
  command = plan
  variables {
    aponoTokenVersion = 1.5
  }
  expect_failures = [var.aponoTokenVersion]
}

run "connectorId_1" {
  command = plan
  variables {
    connectorId = "two\nlines"
  }
  expect_failures = [var.connectorId]
}

run "connectorId_2" {
  command = plan
  variables {
    connectorId = ""
  }
  expect_failures = [var.connectorId]
}

run "connectorId_3" {
  command = plan
  variables {
    connectorId = " x"
  }
  expect_failures = [var.connectorId]
}

run "numberOfInstances_1" {
  command = plan
  variables {
    numberOfInstances = -1
  }
  expect_failures = [var.numberOfInstances]
}

run "numberOfInstances_2" {
  command = plan
  variables {
    numberOfInstances = 1.5
  }
  expect_failures = [var.numberOfInstances]
}

run "aponoUrl_1" {
  command = plan
  variables {
    aponoUrl = "https://api.apono.io"
  }
  expect_failures = [var.aponoUrl]
}

run "aponoUrl_2" {
  command = plan
  variables {
    aponoUrl = "api.apono.io/v1"
  }
  expect_failures = [var.aponoUrl]
}

run "roleName_1" {
  command = plan
  variables {
    roleName = "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr"
  }
  expect_failures = [var.roleName]
}

run "roleName_2" {
  command = plan
  variables {
    roleName = ""
  }
  expect_failures = [var.roleName]
}

run "roleName_3" {
  command = plan
  variables {
    roleName = "a/b"
  }
  expect_failures = [var.roleName]
}

run "permissionSets_1" {
  command = plan
  variables {
    permissionSets = ["eks-read", "eks-read"]
  }
  expect_failures = [var.permissionSets]
}

run "permissionSets_2" {
  command = plan
  variables {
    permissionSets = ["everything"]
  }
  expect_failures = [var.permissionSets]
}

run "extraManagedPolicyArns_1" {
  command = plan
  variables {
    extraManagedPolicyArns = ["arn:aws:iam::123456789012:policy/a", "arn:aws:iam::123456789012:policy/a"]
  }
  expect_failures = [var.extraManagedPolicyArns]
}

run "extraManagedPolicyArns_2" {
  command = plan
  variables {
    extraManagedPolicyArns = ["ReadOnlyAccess"]
  }
  expect_failures = [var.extraManagedPolicyArns]
}

run "permissionsBoundaryArn_1" {
  command = plan
  variables {
    permissionsBoundaryArn = "boundary"
  }
  expect_failures = [var.permissionsBoundaryArn]
}

run "nameSuffix_1" {
  command = plan
  variables {
    nameSuffix = "a.b"
  }
  expect_failures = [var.nameSuffix]
}

run "nameSuffix_2" {
  command = plan
  variables {
    nameSuffix = "sssssssssssssssssssssssssssssssss"
  }
  expect_failures = [var.nameSuffix]
}

run "tags_1" {
  command = plan
  variables {
    tags = { "key0" = "v", "key1" = "v", "key2" = "v", "key3" = "v", "key4" = "v", "key5" = "v", "key6" = "v", "key7" = "v", "key8" = "v", "key9" = "v", "key10" = "v", "key11" = "v", "key12" = "v", "key13" = "v", "key14" = "v", "key15" = "v", "key16" = "v", "key17" = "v", "key18" = "v", "key19" = "v", "key20" = "v", "key21" = "v", "key22" = "v", "key23" = "v", "key24" = "v", "key25" = "v", "key26" = "v", "key27" = "v", "key28" = "v", "key29" = "v", "key30" = "v", "key31" = "v", "key32" = "v", "key33" = "v", "key34" = "v", "key35" = "v", "key36" = "v", "key37" = "v", "key38" = "v", "key39" = "v", "key40" = "v", "key41" = "v", "key42" = "v", "key43" = "v", "key44" = "v", "key45" = "v", "key46" = "v", "key47" = "v", "key48" = "v", "key49" = "v" }
  }
  expect_failures = [var.tags]
}

run "tags_2" {
  command = plan
  variables {
    tags = { "AWS:owner" = "x" }
  }
  expect_failures = [var.tags]
}

run "tags_3" {
  command = plan
  variables {
    tags = { "a#b" = "x" }
  }
  expect_failures = [var.tags]
}

run "tags_4" {
  command = plan
  variables {
    tags = { "note" = "a#b" }
  }
  expect_failures = [var.tags]
}

run "imageRepository_1" {
  command = plan
  variables {
    imageRepository = "https://registry.apono.io/apono-connector"
  }
  expect_failures = [var.imageRepository]
}

run "imageRepository_2" {
  command = plan
  variables {
    imageRepository = "registry.apono.io/apono-connector:v1"
  }
  expect_failures = [var.imageRepository]
}
