# Every wrong value of every input is refused at plan, several inputs at a time. Written by `npm run docs` from the
# table of wrong inputs.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  connectorRoleArn = "arn:aws:iam::210987654321:role/apono-connector"
}

run "wrong_values_1" {
  command = plan
  variables {
    connectorRoleArn             = "apono-connector-role-1a2b3c4d"
    connectorId                  = " a"
    externalId                   = "x"
    memberRoleName               = "connector-org"
    delegatedPermissionSets      = ["ec2-read", "ec2-read"]
    grantedRolesBoundaryArn      = "boundary"
    nameSuffix                   = "a.b"
    memberPermissionsBoundaryArn = "boundary"
    rolePath                     = "team"
    tags                         = { "key0" = "v", "key1" = "v", "key2" = "v", "key3" = "v", "key4" = "v", "key5" = "v", "key6" = "v", "key7" = "v", "key8" = "v", "key9" = "v", "key10" = "v", "key11" = "v", "key12" = "v", "key13" = "v", "key14" = "v", "key15" = "v", "key16" = "v", "key17" = "v", "key18" = "v", "key19" = "v", "key20" = "v", "key21" = "v", "key22" = "v", "key23" = "v", "key24" = "v", "key25" = "v", "key26" = "v", "key27" = "v", "key28" = "v", "key29" = "v", "key30" = "v", "key31" = "v", "key32" = "v", "key33" = "v", "key34" = "v", "key35" = "v", "key36" = "v", "key37" = "v", "key38" = "v", "key39" = "v", "key40" = "v", "key41" = "v", "key42" = "v", "key43" = "v", "key44" = "v", "key45" = "v", "key46" = "v", "key47" = "v", "key48" = "v", "key49" = "v" }
  }
  expect_failures = [
    var.connectorRoleArn,
    var.connectorId,
    var.externalId,
    var.memberRoleName,
    var.delegatedPermissionSets,
    var.grantedRolesBoundaryArn,
    var.nameSuffix,
    var.memberPermissionsBoundaryArn,
    var.rolePath,
    var.tags,
  ]
}

run "wrong_values_2" {
  command = plan
  variables {
    connectorRoleArn        = "arn:aws:sts::210987654321:assumed-role/apono-connector/session"
    externalId              = "a b"
    memberRoleName          = "apono-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    delegatedPermissionSets = ["remote-management"]
    rolePath                = "/team"
    tags                    = { "aws:owner" = "x" }
  }
  expect_failures = [
    var.connectorRoleArn,
    var.externalId,
    var.memberRoleName,
    var.delegatedPermissionSets,
    var.rolePath,
    var.tags,
  ]
}

run "wrong_values_3" {
  command = plan
  variables {
    memberRoleName = "apono-org!"
    rolePath       = "team/"
    tags           = { "a#b" = "x" }
  }
  expect_failures = [
    var.memberRoleName,
    var.rolePath,
    var.tags,
  ]
}

run "wrong_values_4" {
  command = plan
  variables {
    rolePath = "//"
    tags     = { "note" = "a#b" }
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
  }
  expect_failures = [
    var.rolePath,
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
