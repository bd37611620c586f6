# Every wrong value of every input is refused at plan, several inputs at a time. Written by `npm run docs` from the
# table of wrong inputs.

mock_provider "aws" {
  source = "./tests/aws"
}

mock_provider "helm" {}

mock_provider "kubernetes" {}

variables {
  aponoToken  = "token"
  clusterName = "main"
}

run "wrong_values_1" {
  command = plan
  variables {
    clusterName             = ""
    identity                = "IRSA"
    oidcProviderArn         = "oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"
    namespace               = "Apono"
    releaseName             = "Apono"
    serviceAccountName      = "apono_connector"
    cpu                     = "1 core"
    cpuRequests             = "1 core"
    memory                  = "1 core"
    memoryRequests          = "1 core"
    connectorVersion        = "v1 "
    chart                   = ""
    chartRepository         = "apono-io.github.io/charts"
    chartVersion            = "1.2"
    timeout                 = 0
    workloadIdentity        = { "additionalOidcProviderArns" = ["arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD0", "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD1", "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD2", "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD3", "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD4", "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD5", "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD6", "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD7"] }
    accessEntries           = { "namespaces" = ["a", "a"] }
    networkPolicy           = { "ports" = ["5432", "5432"] }
    pods                    = { "priorityClassName" = "High_Priority" }
    role                    = { "arn" = "apono" }
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
    var.clusterName,
    var.identity,
    var.oidcProviderArn,
    var.namespace,
    var.releaseName,
    var.serviceAccountName,
    var.cpu,
    var.cpuRequests,
    var.memory,
    var.memoryRequests,
    var.connectorVersion,
    var.chart,
    var.chartRepository,
    var.chartVersion,
    var.timeout,
    var.workloadIdentity,
    var.accessEntries,
    var.networkPolicy,
    var.pods,
    var.role,
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
    clusterName            = "my cluster"
    identity               = ""
    oidcProviderArn        = "arn:aws:iam::12:oidc-provider/x"
    namespace              = "-apono"
    releaseName            = "apono_connector"
    serviceAccountName     = "apono..connector"
    cpu                    = "-1"
    cpuRequests            = "-1"
    memory                 = "-1"
    memoryRequests         = "-1"
    connectorVersion       = "sha256:12"
    chartRepository        = "https://user:password@charts.example.com/"
    chartVersion           = "~> 1.2"
    timeout                = 1.5
    workloadIdentity       = { "additionalOidcProviderArns" = ["arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD", "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"] }
    accessEntries          = { "namespaces" = ["team_a"] }
    networkPolicy          = { "ports" = ["0", "65536", "1-70000"] }
    pods                   = { "nodeSelector" = { "/arch" = "b", "my label" = "a" } }
    role                   = { "arn" = "arn:aws:sts::123456789012:assumed-role/apono/session" }
    namePrefix             = "1a"
    aponoToken             = "one\ntwo"
    aponoTokenVersion      = 1.5
    connectorId            = ""
    numberOfInstances      = 1.5
    aponoUrl               = "api.apono.io/v1"
    roleName               = ""
    permissionSets         = ["everything"]
    extraManagedPolicyArns = ["ReadOnlyAccess"]
    protectedRoleNames     = ["path/role"]
    nameSuffix             = "sssssssssssssssssssssssssssssssss"
    tags                   = { "AWS:owner" = "x" }
    imageRepository        = "registry.apono.io/apono-connector:v1"
  }
  expect_failures = [
    var.clusterName,
    var.identity,
    var.oidcProviderArn,
    var.namespace,
    var.releaseName,
    var.serviceAccountName,
    var.cpu,
    var.cpuRequests,
    var.memory,
    var.memoryRequests,
    var.connectorVersion,
    var.chartRepository,
    var.chartVersion,
    var.timeout,
    var.workloadIdentity,
    var.accessEntries,
    var.networkPolicy,
    var.pods,
    var.role,
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
    clusterName        = "arn:aws:eks:eu-central-1:123456789012:cluster/main"
    namespace          = ""
    releaseName        = "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr"
    serviceAccountName = "abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc.abc"
    cpu                = "1GB"
    cpuRequests        = "1GB"
    memory             = "1GB"
    memoryRequests     = "1GB"
    workloadIdentity   = { "additionalOidcProviderArns" = ["oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"] }
    networkPolicy      = { "ports" = ["5439-5432"] }
    pods               = { "nodeSelector" = { "arch" = "arm 64" } }
    role               = { "path" = "team" }
    namePrefix         = "a.b"
    aponoToken         = "one\rtwo"
    connectorId        = " x"
    roleName           = "a/b"
    tags               = { "a#b" = "x" }
  }
  expect_failures = [
    var.clusterName,
    var.namespace,
    var.releaseName,
    var.serviceAccountName,
    var.cpu,
    var.cpuRequests,
    var.memory,
    var.memoryRequests,
    var.workloadIdentity,
    var.networkPolicy,
    var.pods,
    var.role,
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
    clusterName        = "ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
    namespace          = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
    serviceAccountName = "default"
    cpu                = ""
    cpuRequests        = ""
    memory             = ""
    memoryRequests     = ""
    networkPolicy      = { "cidrBlocks" = ["10.0.0.0/8", "10.0.0.0/8"] }
    pods               = { "tolerations" = [{ "effect" = "NoStart", "key" = "a" }] }
    role               = { "path" = "/team" }
    namePrefix         = "-a"
    aponoToken         = " padded"
    tags               = { "note" = "a#b" }
  }
  expect_failures = [
    var.clusterName,
    var.namespace,
    var.serviceAccountName,
    var.cpu,
    var.cpuRequests,
    var.memory,
    var.memoryRequests,
    var.networkPolicy,
    var.pods,
    var.role,
    var.namePrefix,
    var.aponoToken,
    var.tags,
  ]
}

run "wrong_values_5" {
  command = plan
  variables {
    namespace      = "kube-system"
    cpu            = "0m"
    cpuRequests    = "0m"
    memory         = "0m"
    memoryRequests = "0m"
    networkPolicy  = { "cidrBlocks" = ["10.0.0.0"] }
    pods           = { "tolerations" = [{ "key" = "a", "operator" = "In" }] }
    role           = { "path" = "team/" }
    namePrefix     = "sg-a"
    aponoToken     = "bell\u0007"
  }
  expect_failures = [
    var.namespace,
    var.cpu,
    var.cpuRequests,
    var.memory,
    var.memoryRequests,
    var.networkPolicy,
    var.pods,
    var.role,
    var.namePrefix,
    var.aponoToken,
  ]
}

run "wrong_values_6" {
  command = plan
  variables {
    cpu            = "0.0"
    cpuRequests    = "0.0"
    memory         = "0.0"
    memoryRequests = "0.0"
    pods           = { "tolerations" = [{ "taint" = "a" }] }
    role           = { "path" = "//" }
    namePrefix     = "ppppppppppppppppppppppppppppppppppppppppppp"
  }
  expect_failures = [
    var.cpu,
    var.cpuRequests,
    var.memory,
    var.memoryRequests,
    var.pods,
    var.role,
    var.namePrefix,
  ]
}

run "wrong_values_7" {
  command = plan
  variables {
    pods = { "tolerations" = [{ "operator" = "Exists", "value" = "b" }] }
    role = { "path" = "/a*/" }
  }
  expect_failures = [
    var.pods,
    var.role,
  ]
}

run "wrong_values_8" {
  command = plan
  variables {
    pods = { "tolerations" = [{ "effect" = "NoSchedule" }] }
    role = { "path" = "" }
  }
  expect_failures = [
    var.pods,
    var.role,
  ]
}

run "wrong_values_9" {
  command = plan
  variables {
    pods = { "tolerations" = [{ "key" = "a", "tolerationSeconds" = "60" }] }
    role = { "path" = "/ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp/" }
  }
  expect_failures = [
    var.pods,
    var.role,
  ]
}

run "wrong_values_10" {
  command = plan
  variables {
    pods = { "imagePullSecrets" = ["mirror", "mirror"] }
    role = { "assumedRolesPath" = "team" }
  }
  expect_failures = [
    var.pods,
    var.role,
  ]
}

run "wrong_values_11" {
  command = plan
  variables {
    pods = { "imagePullSecrets" = ["mirror secret"] }
    role = { "assumedRolesPath" = "/team" }
  }
  expect_failures = [
    var.pods,
    var.role,
  ]
}

run "wrong_values_12" {
  command = plan
  variables {
    pods = { "annotations" = { "a b" = "c" } }
    role = { "assumedRolesPath" = "team/" }
  }
  expect_failures = [
    var.pods,
    var.role,
  ]
}

run "wrong_values_13" {
  command = plan
  variables {
    role = { "assumedRolesPath" = "//" }
  }
  expect_failures = [
    var.role,
  ]
}

run "wrong_values_14" {
  command = plan
  variables {
    role = { "assumedRolesPath" = "/a*/" }
  }
  expect_failures = [
    var.role,
  ]
}

run "wrong_values_15" {
  command = plan
  variables {
    role = { "assumedRolesPath" = "" }
  }
  expect_failures = [
    var.role,
  ]
}

run "wrong_values_16" {
  command = plan
  variables {
    role = { "assumedRolesPath" = "/ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp/" }
  }
  expect_failures = [
    var.role,
  ]
}
