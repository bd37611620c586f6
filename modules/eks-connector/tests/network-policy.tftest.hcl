# What the network policy lets out, and that it lets nothing in.

mock_provider "aws" {
  source = "./tests/aws"
}

mock_provider "helm" {}

mock_provider "kubernetes" {}

variables {
  aponoToken  = "token"
  clusterName = "main"
  roleName    = "apono-own"
}

run "left_out" {
  command = plan

  variables {
    networkPolicy = { ports = ["5432"] }
  }

  assert {
    condition     = length(kubernetes_network_policy_v1.connector) == 0
    error_message = "a policy is made unasked"
  }
}

run "dns_and_https" {
  command = plan

  variables {
    networkPolicy = { create = true }
  }

  assert {
    condition     = length(kubernetes_network_policy_v1.connector[0].spec[0].ingress) == 0 && contains(kubernetes_network_policy_v1.connector[0].spec[0].policy_types, "Ingress")
    error_message = "something is let in"
  }

  assert {
    condition = [for rule in kubernetes_network_policy_v1.connector[0].spec[0].egress : {
      ports = [for port in rule.ports : "${port.protocol} ${port.port}-${port.end_port == null ? "" : port.end_port}"]
      to    = flatten(rule.to[*].ip_block[*].cidr)
      }] == [
      { ports = ["UDP 53-", "TCP 53-"], to = [] },
      { ports = ["TCP 443-"], to = [] },
    ]
    error_message = jsonencode(kubernetes_network_policy_v1.connector[0].spec[0].egress)
  }

  assert {
    condition = (
      kubernetes_network_policy_v1.connector[0].metadata[0].namespace == "apono-connector" &&
      kubernetes_network_policy_v1.connector[0].spec[0].pod_selector[0].match_labels == tomap({ "app.kubernetes.io/instance" = "apono-connector" })
    )
    error_message = "it is for other pods"
  }
}

run "further_ports_and_pod_identity" {
  command = plan

  variables {
    identity = "both"
    networkPolicy = {
      create     = true
      ports      = ["5432", "27017-27019"]
      cidrBlocks = ["10.0.0.0/8", "2001:db8::/32"]
    }
  }

  assert {
    condition = [for rule in slice(kubernetes_network_policy_v1.connector[0].spec[0].egress, 2, 4) : {
      ports = [for port in rule.ports : "${port.protocol} ${port.port}-${port.end_port == null ? "" : port.end_port}"]
      to    = flatten(rule.to[*].ip_block[*].cidr)
      }] == [
      { ports = ["TCP 80-"], to = ["169.254.170.23/32", "fd00:ec2::23/128"] },
      { ports = ["TCP 5432-", "TCP 27017-27019"], to = ["10.0.0.0/8", "2001:db8::/32"] },
    ]
    error_message = jsonencode(kubernetes_network_policy_v1.connector[0].spec[0].egress)
  }
}
