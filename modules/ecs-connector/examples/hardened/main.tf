# As a security review asks for it: own keys, boundaries, narrow egress, logs that stay, and alerts.

provider "aws" {
  region = var.region
}

module "apono" {
  source = "../.."

  aponoToken = var.apono_token
  kmsKeyArn  = var.kms_key_arn

  subnetIds         = var.subnet_ids
  assignPublicIp    = false
  numberOfInstances = 2

  # HTTPS alone; add the ports of the databases that Apono manages.
  egress = { ports = ["443"] }

  permissionsBoundaryArn  = var.permissions_boundary_arn
  grantedRolesBoundaryArn = var.permissions_boundary_arn
  exclusivePolicies       = true

  logGroupRetentionInDays = 365
  logs = {
    kmsKeyArn   = var.kms_key_arn
    skipDestroy = true
  }

  alerts             = { topicArns = [var.alert_topic_arn] }
  containerInsights  = "enabled"
  propagateTags      = true
  waitForSteadyState = true
}
