# Every wrong value of every input is refused at plan, several inputs at a time. Written by `npm run docs` from the
# table of wrong inputs.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  connectorRoleArn      = "arn:aws:iam::210987654321:role/apono-connector"
  organizationalUnitIds = ["ou-ab12-aaaaaaaa"]
}

run "wrong_values_1" {
  command = plan
  variables {
    connectorRoleArn                 = "apono-connector-role-1a2b3c4d"
    connectorId                      = " a"
    externalId                       = "x"
    memberRoleName                   = "connector-org"
    delegatedPermissionSets          = ["ec2-read", "ec2-read"]
    grantedRolesBoundaryArn          = "boundary"
    nameSuffix                       = "a.b"
    managementPermissionsBoundaryArn = "boundary"
    rolePath                         = "team"
    organizationalUnits              = { "ou-ab12-00000000" = "ou-ab12-00000000", "ou-ab12-00000001" = "ou-ab12-00000001", "ou-ab12-00000002" = "ou-ab12-00000002", "ou-ab12-00000003" = "ou-ab12-00000003", "ou-ab12-00000004" = "ou-ab12-00000004", "ou-ab12-00000005" = "ou-ab12-00000005", "ou-ab12-00000006" = "ou-ab12-00000006", "ou-ab12-00000007" = "ou-ab12-00000007", "ou-ab12-00000008" = "ou-ab12-00000008", "ou-ab12-00000009" = "ou-ab12-00000009", "ou-ab12-00000010" = "ou-ab12-00000010", "ou-ab12-00000011" = "ou-ab12-00000011", "ou-ab12-00000012" = "ou-ab12-00000012", "ou-ab12-00000013" = "ou-ab12-00000013", "ou-ab12-00000014" = "ou-ab12-00000014", "ou-ab12-00000015" = "ou-ab12-00000015", "ou-ab12-00000016" = "ou-ab12-00000016", "ou-ab12-00000017" = "ou-ab12-00000017", "ou-ab12-00000018" = "ou-ab12-00000018", "ou-ab12-00000019" = "ou-ab12-00000019", "ou-ab12-00000020" = "ou-ab12-00000020", "ou-ab12-00000021" = "ou-ab12-00000021", "ou-ab12-00000022" = "ou-ab12-00000022", "ou-ab12-00000023" = "ou-ab12-00000023", "ou-ab12-00000024" = "ou-ab12-00000024", "ou-ab12-00000025" = "ou-ab12-00000025", "ou-ab12-00000026" = "ou-ab12-00000026", "ou-ab12-00000027" = "ou-ab12-00000027", "ou-ab12-00000028" = "ou-ab12-00000028", "ou-ab12-00000029" = "ou-ab12-00000029", "ou-ab12-00000030" = "ou-ab12-00000030", "ou-ab12-00000031" = "ou-ab12-00000031", "ou-ab12-00000032" = "ou-ab12-00000032", "ou-ab12-00000033" = "ou-ab12-00000033", "ou-ab12-00000034" = "ou-ab12-00000034", "ou-ab12-00000035" = "ou-ab12-00000035", "ou-ab12-00000036" = "ou-ab12-00000036", "ou-ab12-00000037" = "ou-ab12-00000037", "ou-ab12-00000038" = "ou-ab12-00000038", "ou-ab12-00000039" = "ou-ab12-00000039", "ou-ab12-00000040" = "ou-ab12-00000040", "ou-ab12-00000041" = "ou-ab12-00000041", "ou-ab12-00000042" = "ou-ab12-00000042", "ou-ab12-00000043" = "ou-ab12-00000043", "ou-ab12-00000044" = "ou-ab12-00000044", "ou-ab12-00000045" = "ou-ab12-00000045", "ou-ab12-00000046" = "ou-ab12-00000046", "ou-ab12-00000047" = "ou-ab12-00000047", "ou-ab12-00000048" = "ou-ab12-00000048", "ou-ab12-00000049" = "ou-ab12-00000049", "ou-ab12-00000050" = "ou-ab12-00000050" }
    organizationalUnitIds            = ["ou-ab12-00000000", "ou-ab12-00000001", "ou-ab12-00000002", "ou-ab12-00000003", "ou-ab12-00000004", "ou-ab12-00000005", "ou-ab12-00000006", "ou-ab12-00000007", "ou-ab12-00000008", "ou-ab12-00000009", "ou-ab12-00000010", "ou-ab12-00000011", "ou-ab12-00000012", "ou-ab12-00000013", "ou-ab12-00000014", "ou-ab12-00000015", "ou-ab12-00000016", "ou-ab12-00000017", "ou-ab12-00000018", "ou-ab12-00000019", "ou-ab12-00000020", "ou-ab12-00000021", "ou-ab12-00000022", "ou-ab12-00000023", "ou-ab12-00000024", "ou-ab12-00000025", "ou-ab12-00000026", "ou-ab12-00000027", "ou-ab12-00000028", "ou-ab12-00000029", "ou-ab12-00000030", "ou-ab12-00000031", "ou-ab12-00000032", "ou-ab12-00000033", "ou-ab12-00000034", "ou-ab12-00000035", "ou-ab12-00000036", "ou-ab12-00000037", "ou-ab12-00000038", "ou-ab12-00000039", "ou-ab12-00000040", "ou-ab12-00000041", "ou-ab12-00000042", "ou-ab12-00000043", "ou-ab12-00000044", "ou-ab12-00000045", "ou-ab12-00000046", "ou-ab12-00000047", "ou-ab12-00000048", "ou-ab12-00000049", "ou-ab12-00000050"]
    onlyAccountIds                   = ["100000000000", "100000000001", "100000000002", "100000000003", "100000000004", "100000000005", "100000000006", "100000000007", "100000000008", "100000000009", "100000000010", "100000000011", "100000000012", "100000000013", "100000000014", "100000000015", "100000000016", "100000000017", "100000000018", "100000000019", "100000000020", "100000000021", "100000000022", "100000000023", "100000000024", "100000000025", "100000000026", "100000000027", "100000000028", "100000000029", "100000000030", "100000000031", "100000000032", "100000000033", "100000000034", "100000000035", "100000000036", "100000000037", "100000000038", "100000000039", "100000000040", "100000000041", "100000000042", "100000000043", "100000000044", "100000000045", "100000000046", "100000000047", "100000000048", "100000000049", "100000000050", "100000000051", "100000000052", "100000000053", "100000000054", "100000000055", "100000000056", "100000000057", "100000000058", "100000000059", "100000000060", "100000000061", "100000000062", "100000000063", "100000000064", "100000000065", "100000000066", "100000000067", "100000000068", "100000000069", "100000000070", "100000000071", "100000000072", "100000000073", "100000000074", "100000000075", "100000000076", "100000000077", "100000000078", "100000000079", "100000000080", "100000000081"]
    excludedAccountIds               = ["100000000000", "100000000001", "100000000002", "100000000003", "100000000004", "100000000005", "100000000006", "100000000007", "100000000008", "100000000009", "100000000010", "100000000011", "100000000012", "100000000013", "100000000014", "100000000015", "100000000016", "100000000017", "100000000018", "100000000019", "100000000020", "100000000021", "100000000022", "100000000023", "100000000024", "100000000025", "100000000026", "100000000027", "100000000028", "100000000029", "100000000030", "100000000031", "100000000032", "100000000033", "100000000034", "100000000035", "100000000036", "100000000037", "100000000038", "100000000039", "100000000040", "100000000041", "100000000042", "100000000043", "100000000044", "100000000045", "100000000046", "100000000047", "100000000048", "100000000049", "100000000050", "100000000051", "100000000052", "100000000053", "100000000054", "100000000055", "100000000056", "100000000057", "100000000058", "100000000059", "100000000060", "100000000061", "100000000062", "100000000063", "100000000064", "100000000065", "100000000066", "100000000067", "100000000068", "100000000069", "100000000070", "100000000071", "100000000072", "100000000073", "100000000074", "100000000075", "100000000076", "100000000077", "100000000078", "100000000079", "100000000080", "100000000081"]
    managementRoleName               = "connector-org"
    callAs                           = "self"
    maxConcurrentPercentage          = 0
    failureTolerancePercentage       = -1
    tags                             = { "owner" = "" }
  }
  expect_failures = [
    var.connectorRoleArn,
    var.connectorId,
    var.externalId,
    var.memberRoleName,
    var.delegatedPermissionSets,
    var.grantedRolesBoundaryArn,
    var.nameSuffix,
    var.managementPermissionsBoundaryArn,
    var.rolePath,
    var.organizationalUnits,
    var.organizationalUnitIds,
    var.onlyAccountIds,
    var.excludedAccountIds,
    var.managementRoleName,
    var.callAs,
    var.maxConcurrentPercentage,
    var.failureTolerancePercentage,
    var.tags,
  ]
}

run "wrong_values_2" {
  command = plan
  variables {
    connectorRoleArn           = "arn:aws:sts::210987654321:assumed-role/apono-connector/session"
    externalId                 = "a b"
    memberRoleName             = "apono-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    delegatedPermissionSets    = ["remote-management"]
    rolePath                   = "/team"
    organizationalUnits        = { "apps" = "apps", "root" = "r-ab12" }
    organizationalUnitIds      = ["ou-ab12-cdef3456", "ou-ab12-cdef3456"]
    onlyAccountIds             = ["100000000001", "100000000001"]
    excludedAccountIds         = ["100000000001", "100000000001"]
    managementRoleName         = "apono-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    maxConcurrentPercentage    = 101
    failureTolerancePercentage = 0.5
    tags                       = { "key0" = "v", "key1" = "v", "key2" = "v", "key3" = "v", "key4" = "v", "key5" = "v", "key6" = "v", "key7" = "v", "key8" = "v", "key9" = "v", "key10" = "v", "key11" = "v", "key12" = "v", "key13" = "v", "key14" = "v", "key15" = "v", "key16" = "v", "key17" = "v", "key18" = "v", "key19" = "v", "key20" = "v", "key21" = "v", "key22" = "v", "key23" = "v", "key24" = "v", "key25" = "v", "key26" = "v", "key27" = "v", "key28" = "v", "key29" = "v", "key30" = "v", "key31" = "v", "key32" = "v", "key33" = "v", "key34" = "v", "key35" = "v", "key36" = "v", "key37" = "v", "key38" = "v", "key39" = "v", "key40" = "v", "key41" = "v", "key42" = "v", "key43" = "v", "key44" = "v", "key45" = "v", "key46" = "v", "key47" = "v", "key48" = "v", "key49" = "v" }
  }
  expect_failures = [
    var.connectorRoleArn,
    var.externalId,
    var.memberRoleName,
    var.delegatedPermissionSets,
    var.rolePath,
    var.organizationalUnits,
    var.organizationalUnitIds,
    var.onlyAccountIds,
    var.excludedAccountIds,
    var.managementRoleName,
    var.maxConcurrentPercentage,
    var.failureTolerancePercentage,
    var.tags,
  ]
}

run "wrong_values_3" {
  command = plan
  variables {
    memberRoleName        = "apono-org!"
    rolePath              = "team/"
    organizationalUnitIds = ["apps", "ou-ab12-cdef3456"]
    onlyAccountIds        = ["12345678901", ""]
    excludedAccountIds    = ["12345678901", ""]
    managementRoleName    = "apono-org!"
    tags                  = { "aws:owner" = "x" }
  }
  expect_failures = [
    var.memberRoleName,
    var.rolePath,
    var.organizationalUnitIds,
    var.onlyAccountIds,
    var.excludedAccountIds,
    var.managementRoleName,
    var.tags,
  ]
}

run "wrong_values_4" {
  command = plan
  variables {
    rolePath = "//"
    tags     = { "a#b" = "x" }
  }
  expect_failures = [
    var.rolePath,
    var.tags,
  ]
}

run "wrong_values_5" {
  command = plan
  variables {
    rolePath = "/a*/"
    tags     = { "note" = "a#b" }
  }
  expect_failures = [
    var.rolePath,
    var.tags,
  ]
}

run "wrong_values_6" {
  command = plan
  variables {
    rolePath = ""
  }
  expect_failures = [
    var.rolePath,
  ]
}

run "wrong_values_7" {
  command = plan
  variables {
    rolePath = "/ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp/"
  }
  expect_failures = [
    var.rolePath,
  ]
}
