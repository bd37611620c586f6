# Every wrong value of every input is refused at plan. Written by `npm run docs` from the table of wrong inputs.

mock_provider "aws" {
  source = "./tests/aws"
}

mock_provider "helm" {}

mock_provider "kubernetes" {}

variables {
  aponoToken  = "token"
  clusterName = "main"
}

run "clusterName_1" {
  command = plan
  variables {
    clusterName = ""
  }
  expect_failures = [var.clusterName]
}

run "clusterName_2" {
  command = plan
  variables {
    clusterName = "my cluster"
  }
  expect_failures = [var.clusterName]
}

run "clusterName_3" {
  command = plan
  variables {
    clusterName = "arn:aws:eks:eu-central-1:123456789012:cluster/main"
  }
  expect_failures = [var.clusterName]
}

run "clusterName_4" {
  command = plan
  variables {
    clusterName = "ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
  }
  expect_failures = [var.clusterName]
}

run "identity_1" {
  command = plan
  variables {
    identity = "IRSA"
  }
  expect_failures = [var.identity]
}

run "identity_2" {
  command = plan
  variables {
    identity = ""
  }
  expect_failures = [var.identity]
}

run "oidcProviderArn_1" {
  command = plan
  variables {
    oidcProviderArn = "oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"
  }
  expect_failures = [var.oidcProviderArn]
}

run "oidcProviderArn_2" {
  command = plan
  variables {
    oidcProviderArn = "arn:aws:iam::12:oidc-provider/x"
  }
  expect_failures = [var.oidcProviderArn]
}

run "namespace_1" {
  command = plan
  variables {
    namespace = "Apono"
  }
  expect_failures = [var.namespace]
}

run "namespace_2" {
  command = plan
  variables {
    namespace = "-apono"
  }
  expect_failures = [var.namespace]
}

run "namespace_3" {
  command = plan
  variables {
    namespace = ""
  }
  expect_failures = [var.namespace]
}

run "namespace_4" {
  command = plan
  variables {
    namespace = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
  }
  expect_failures = [var.namespace]
}

run "namespace_5" {
  command = plan
  variables {
    namespace = "kube-system"
  }
  expect_failures = [var.namespace]
}

run "serviceAccountName_1" {
  command = plan
  variables {
    serviceAccountName = "apono_connector"
  }
  expect_failures = [var.serviceAccountName]
}

run "serviceAccountName_2" {
  command = plan
  variables {
    serviceAccountName = "apono..connector"
  }
  expect_failures = [var.serviceAccountName]
}

run "serviceAccountName_3" {
  command = plan
  variables {
    serviceAccountName = "abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc"
  }
  expect_failures = [var.serviceAccountName]
}

run "serviceAccountName_4" {
  command = plan
  variables {
    serviceAccountName = "default"
  }
  expect_failures = [var.serviceAccountName]
}

run "cpu_1" {
  command = plan
  variables {
    cpu = "1 core"
  }
  expect_failures = [var.cpu]
}

run "cpu_2" {
  command = plan
  variables {
    cpu = "-1"
  }
  expect_failures = [var.cpu]
}

run "cpu_3" {
  command = plan
  variables {
    cpu = "1GB"
  }
  expect_failures = [var.cpu]
}

run "cpu_4" {
  command = plan
  variables {
    cpu = ""
  }
  expect_failures = [var.cpu]
}

run "cpu_5" {
  command = plan
  variables {
    cpu = "0m"
  }
  expect_failures = [var.cpu]
}

run "cpu_6" {
  command = plan
  variables {
    cpu = "0.0"
  }
  expect_failures = [var.cpu]
}

run "cpuRequests_1" {
  command = plan
  variables {
    cpuRequests = "1 core"
  }
  expect_failures = [var.cpuRequests]
}

run "cpuRequests_2" {
  command = plan
  variables {
    cpuRequests = "-1"
  }
  expect_failures = [var.cpuRequests]
}

run "cpuRequests_3" {
  command = plan
  variables {
    cpuRequests = "1GB"
  }
  expect_failures = [var.cpuRequests]
}

run "cpuRequests_4" {
  command = plan
  variables {
    cpuRequests = ""
  }
  expect_failures = [var.cpuRequests]
}

run "cpuRequests_5" {
  command = plan
  variables {
    cpuRequests = "0m"
  }
  expect_failures = [var.cpuRequests]
}

run "cpuRequests_6" {
  command = plan
  variables {
    cpuRequests = "0.0"
  }
  expect_failures = [var.cpuRequests]
}

run "memory_1" {
  command = plan
  variables {
    memory = "1 core"
  }
  expect_failures = [var.memory]
}

run "memory_2" {
  command = plan
  variables {
    memory = "-1"
  }
  expect_failures = [var.memory]
}

run "memory_3" {
  command = plan
  variables {
    memory = "1GB"
  }
  expect_failures = [var.memory]
}

run "memory_4" {
  command = plan
  variables {
    memory = ""
  }
  expect_failures = [var.memory]
}

run "memory_5" {
  command = plan
  variables {
    memory = "0m"
  }
  expect_failures = [var.memory]
}

run "memory_6" {
  command = plan
  variables {
    memory = "0.0"
  }
  expect_failures = [var.memory]
}

run "memoryRequests_1" {
  command = plan
  variables {
    memoryRequests = "1 core"
  }
  expect_failures = [var.memoryRequests]
}

run "memoryRequests_2" {
  command = plan
  variables {
    memoryRequests = "-1"
  }
  expect_failures = [var.memoryRequests]
}

run "memoryRequests_3" {
  command = plan
  variables {
    memoryRequests = "1GB"
  }
  expect_failures = [var.memoryRequests]
}

run "memoryRequests_4" {
  command = plan
  variables {
    memoryRequests = ""
  }
  expect_failures = [var.memoryRequests]
}

run "memoryRequests_5" {
  command = plan
  variables {
    memoryRequests = "0m"
  }
  expect_failures = [var.memoryRequests]
}

run "memoryRequests_6" {
  command = plan
  variables {
    memoryRequests = "0.0"
  }
  expect_failures = [var.memoryRequests]
}

run "connectorVersion_1" {
  command = plan
  variables {
    connectorVersion = "v1 "
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

run "chart_1" {
  command = plan
  variables {
    chart = ""
  }
  expect_failures = [var.chart]
}

run "chartRepository_1" {
  command = plan
  variables {
    chartRepository = "apono-io.github.io/charts"
  }
  expect_failures = [var.chartRepository]
}

run "chartRepository_2" {
  command = plan
  variables {
    chartRepository = "https://user:password@charts.example.com/"
  }
  expect_failures = [var.chartRepository]
}

run "chartVersion_1" {
  command = plan
  variables {
    chartVersion = "1.2"
  }
  expect_failures = [var.chartVersion]
}

run "chartVersion_2" {
  command = plan
  variables {
    chartVersion = "~> 1.2"
  }
  expect_failures = [var.chartVersion]
}

run "timeout_1" {
  command = plan
  variables {
    timeout = 0
  }
  expect_failures = [var.timeout]
}

run "timeout_2" {
  command = plan
  variables {
    timeout = 1.5
  }
  expect_failures = [var.timeout]
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
